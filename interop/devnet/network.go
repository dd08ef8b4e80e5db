package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/ava-labs/avalanchego/genesis"
)

const (
	// A node that was told to stop gives its chains this long itself.
	stopLimit = 60 * time.Second
	// A plugin whose node was killed has to notice that by itself.
	orphanLimit = 20 * time.Second
)

// network is the nodes and the chain that they run.
type network struct {
	options options
	dataDir string
	// The plugin directory is empty until the chain exists.
	setting setting
	nodes   []*node
	chain   chain
	start   time.Time
	deaths  chan *node
}

// So many deaths can wait to be reported; nobody kills more while a command is carried out.
const deathsMax = 1000

// newNetwork writes what the nodes need before their first start.
func newNetwork(o options, dataDir string) (*network, error) {
	made := &network{
		options: o,
		dataDir: dataDir,
		start:   time.Now(),
		deaths:  make(chan *node, deathsMax),
		setting: setting{
			program:     o.avalanchego,
			genesisFile: filepath.Join(dataDir, "genesis.json"),
			pluginDir:   filepath.Join(dataDir, "no-plugins"),
			logLevel:    o.logLevel,
			consensus:   consensusOf(o.validators),
		},
	}
	if err := os.MkdirAll(made.setting.pluginDir, 0o700); err != nil {
		return nil, err
	}
	run := newRun()
	var identities []identity
	for number := 1; number <= o.validators; number++ {
		one, err := newNode(number, run, dataDir, o.basePort)
		if err != nil {
			return nil, fmt.Errorf("node %d: %w", number, err)
		}
		one.died = func() { made.deaths <- one }
		made.nodes = append(made.nodes, one)
		identities = append(identities, one.identity)
	}
	genesis, err := newGenesis(identities, made.start)
	if err != nil {
		return nil, fmt.Errorf("making the genesis: %w", err)
	}
	return made, os.WriteFile(made.setting.genesisFile, genesis, 0o600)
}

// running lists whom a starting node can ask.
func (w *network) running() []*node {
	var found []*node
	for _, one := range w.nodes {
		if one.running() {
			found = append(found, one)
		}
	}
	return found
}

// createChain needs the nodes twice: a node cannot track a subnet whose id is not known before its
// creation, and reads the configuration of chains only when it starts. The first time they have no
// plugin: the P-Chain takes a chain of any VM.
func (w *network) createChain(ctx context.Context, chainGenesis []byte) error {
	for _, one := range w.nodes {
		if err := one.start(w.setting, w.running()); err != nil {
			return err
		}
	}
	for _, one := range w.nodes {
		if err := one.awaitHealthy(ctx, w.options.startLimit, len(w.nodes) == 1); err != nil {
			return err
		}
	}
	say("healthy; creating the chain")
	limited, cancel := context.WithTimeout(ctx, w.options.startLimit)
	defer cancel()
	var err error
	w.chain, err = createChain(limited, w.nodes[0].uri(), genesis.EWOQKey, w.options.vmID, chainGenesis,
		w.nodeIDs(), w.start.Add(subnetStakeDuration))
	if err != nil {
		return err
	}
	return w.stopAll()
}

// startChain starts the nodes as members of the chain, one after the other: a plugin must answer
// within five seconds of its start, which many at once could miss on a small machine.
func (w *network) startChain(ctx context.Context, nodes []*node) error {
	chainID := w.chain.chainID.String()
	for _, one := range nodes {
		if err := one.mark.awaitNone(orphanLimit); err != nil {
			return fmt.Errorf("node %d: before the start: %w", one.number, err)
		}
		if err := one.start(w.setting, w.running()); err != nil {
			return err
		}
		if err := one.awaitChainMade(ctx, w.options.startLimit, chainID, w.rpcURL(one)); err != nil {
			return err
		}
	}
	for _, one := range nodes {
		if err := one.awaitChainAnswers(ctx, w.options.startLimit, chainID, w.rpcURL(one)); err != nil {
			return err
		}
	}
	return nil
}

func (w *network) rpcURL(one *node) string {
	return one.uri() + "/ext/bc/" + w.chain.chainID.String() + w.options.rpcPath
}
