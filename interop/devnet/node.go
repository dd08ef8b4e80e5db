package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// node is one member of the network. Its identity, ports and directory outlive its processes.
type node struct {
	number    int
	address   string
	ports     portPair
	directory string
	identity  identity
	mark      mark
	process   *process // the last one started, or nil
	died      func()   // called when a process ends by itself
}

func newNode(number int, run, dataDir string, basePort int) (*node, error) {
	made := &node{
		number:    number,
		address:   addressOf(number),
		directory: filepath.Join(dataDir, "node"+strconv.Itoa(number)),
		mark:      markOf(run, number),
	}
	if err := os.MkdirAll(made.directory, 0o700); err != nil {
		return nil, err
	}
	var err error
	if made.ports, err = choosePorts(made.address, basePort); err != nil {
		return nil, err
	}
	made.identity, err = newIdentity(filepath.Join(made.directory, "staking"))
	return made, err
}

func (n *node) running() bool {
	return n.process != nil && n.process.running()
}

func (n *node) uri() string {
	return "http://" + net.JoinHostPort(n.address, strconv.Itoa(n.ports.http))
}

func (n *node) logs() string {
	return filepath.Join(n.directory, "logs")
}

func (n *node) output() string {
	return filepath.Join(n.directory, "output.log")
}

// setting is what the nodes of a network have in common at a start.
type setting struct {
	program      string
	genesisFile  string
	pluginDir    string
	trackSubnets string
	logLevel     string
	consensus    consensus
}

func (n *node) start(common setting, beacons []*node) error {
	started, err := startProcess(
		common.program, n.arguments(common, beacons), n.environment(), n.directory, n.output(), n.died)
	if err != nil {
		return fmt.Errorf("node %d: %w", n.number, err)
	}
	n.process = started
	return nil
}

func (n *node) environment() []string {
	var kept []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, markVariable+"=") {
			kept = append(kept, entry)
		}
	}
	return append(kept, string(n.mark))
}
