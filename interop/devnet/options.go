package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/ava-labs/avalanchego/ids"
)

// A chain VM is named by at most this many ASCII bytes, which become its id.
const vmNameBytesMax = 32

type options struct {
	validators       int
	avalanchego      string
	sessionvm        string
	protocol         int
	pluginDir        string
	vmName           string
	vmID             ids.ID
	rpcPath          string
	genesisFile      string
	upgradeFile      string
	chainConfigFile  string
	dataDir          string
	basePort         int
	logLevel         string
	startLimit       time.Duration
	untilStdinCloses bool
}

func parseOptions(arguments []string, messages io.Writer) (options, error) {
	var parsed options
	flags := flag.NewFlagSet("run-devnet", flag.ContinueOnError)
	flags.SetOutput(messages)
	flags.IntVar(&parsed.validators, "validators", 1, "how many nodes: 1, or 3 on 127.0.0.1, 127.0.0.2 and 127.0.0.3")
	flags.StringVar(&parsed.avalanchego, "avalanchego", "", "the node's `FILE` (run-devnet gives it)")
	flags.StringVar(&parsed.sessionvm, "sessionvm", "", "the command `FILE` that installs the plugin where no --plugin-dir is given (run-devnet gives it)")
	flags.IntVar(&parsed.protocol, "protocol", 45, "the plugin protocol that --sessionvm is asked for")
	flags.StringVar(&parsed.pluginDir, "plugin-dir", "", "the `DIR` that holds the plugin, a file named by the VM id; by default it is made and filled")
	flags.StringVar(&parsed.vmName, "vm-name", "sessionvm", "the name whose bytes are the VM id")
	flags.StringVar(&parsed.rpcPath, "rpc-path", "/rpc", "where the chain answers below /ext/bc/CHAIN")
	flags.StringVar(&parsed.genesisFile, "genesis", "", "the `FILE` with the chain's genesis; by default it is empty")
	flags.StringVar(&parsed.upgradeFile, "upgrade", "", "the `FILE` that the VM gets as upgrade bytes")
	flags.StringVar(&parsed.chainConfigFile, "chain-config", "", "the `FILE` that the VM gets as configuration bytes")
	flags.StringVar(&parsed.dataDir, "data-dir", "", "a `DIR` to keep, new or empty; by default a temporary one, removed after a clean stop")
	flags.IntVar(&parsed.basePort, "base-port", 0, "the `PORT` of every node's HTTP, the next one is its peers'; by default free ones are chosen")
	flags.StringVar(&parsed.logLevel, "log-level", "info", "of the nodes: verbo, debug, trace, info, warn, error")
	flags.DurationVar(&parsed.startLimit, "start-limit", 2*time.Minute, "how long each step of a start may take")
	flags.BoolVar(&parsed.untilStdinCloses, "until-stdin-closes", false, "stop when the standard input ends")
	if err := flags.Parse(arguments); err != nil {
		return parsed, err
	}
	if flags.NArg() > 0 {
		return parsed, fmt.Errorf("%q is no flag", flags.Arg(0))
	}
	return parsed, parsed.check()
}

func (o *options) check() error {
	if o.validators != 1 && o.validators != 3 {
		return fmt.Errorf("--validators %d: 1 or 3 is possible", o.validators)
	}
	if o.avalanchego == "" {
		return errors.New("--avalanchego is missing: interop/run-devnet builds the node and names it")
	}
	if o.pluginDir == "" && o.sessionvm == "" {
		return errors.New("--plugin-dir is missing, and so is --sessionvm, which could make one")
	}
	if o.pluginDir != "" {
		o.sessionvm = "" // not needed, so it may be missing
	}
	if o.basePort < 0 || o.basePort > 65534 {
		return fmt.Errorf("--base-port %d: 1 to 65534 is possible, or 0 for free ports", o.basePort)
	}
	if o.startLimit <= 0 {
		return fmt.Errorf("--start-limit %v: a positive duration is needed", o.startLimit)
	}
	var err error
	if o.vmID, err = vmIDOfName(o.vmName); err != nil {
		return err
	}
	return o.makePathsAbsolute()
}

// A node runs in a directory of its own, so that a relative path would lead elsewhere there.
func (o *options) makePathsAbsolute() error {
	for name, path := range map[string]*string{
		"--avalanchego": &o.avalanchego, "--sessionvm": &o.sessionvm, "--plugin-dir": &o.pluginDir,
		"--genesis": &o.genesisFile, "--upgrade": &o.upgradeFile, "--chain-config": &o.chainConfigFile,
	} {
		if *path == "" {
			continue
		}
		absolute, err := filepath.Abs(*path)
		if err != nil {
			return fmt.Errorf("%s %s: %w", name, *path, err)
		}
		if _, err := os.Stat(absolute); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		*path = absolute
	}
	return nil
}

func vmIDOfName(name string) (ids.ID, error) {
	if name == "" || len(name) > vmNameBytesMax {
		return ids.Empty, fmt.Errorf("--vm-name %q: 1 to %d bytes are possible", name, vmNameBytesMax)
	}
	for _, character := range []byte(name) {
		if character <= ' ' || character > '~' {
			return ids.Empty, fmt.Errorf("--vm-name %q: only visible ASCII is possible", name)
		}
	}
	var id ids.ID
	copy(id[:], name)
	return id, nil
}
