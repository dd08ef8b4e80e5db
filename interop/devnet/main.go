// Devnet runs a chain of a VM plugin on one or three avalanchego nodes of this machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

const (
	exitFailed  = 1
	exitMisused = 2
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == createChainCommand {
		err := runCreateChain(context.Background(), os.Args[2:], os.Stderr)
		if err != nil && !errors.Is(err, flag.ErrHelp) {
			say("%v", err)
			os.Exit(exitFailed)
		}
		return
	}
	parsed, err := parseOptions(os.Args[1:], os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		say("%v", err)
		os.Exit(exitMisused)
	}
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer cancel()
	if err := run(ctx, parsed); err != nil {
		say("%v", err)
		os.Exit(exitFailed)
	}
}

func run(ctx context.Context, o options) error {
	dataDir, err := prepareDataDir(o.dataDir)
	if err != nil {
		return err
	}
	if err := runIn(ctx, o, dataDir); err != nil {
		return fmt.Errorf("%w\ndevnet: the data stays in %s", err, dataDir)
	}
	if o.dataDir == "" {
		return os.RemoveAll(dataDir)
	}
	return nil
}

func runIn(ctx context.Context, o options, dataDir string) (problem error) {
	chainGenesis, err := readOptional("--genesis", o.genesisFile)
	if err != nil {
		return err
	}
	if o.pluginDir == "" {
		if o.pluginDir, err = installPlugin(ctx, o, dataDir); err != nil {
			return err
		}
	}
	if err := checkPlugin(o.pluginDir, o.vmID); err != nil {
		return err
	}
	made, err := newNetwork(o, dataDir)
	if err != nil {
		return err
	}
	defer func() {
		began := time.Now()
		problem = errors.Join(problem, made.stopAll())
		say("stopped after %v", time.Since(began).Round(time.Millisecond))
	}()
	if err := made.bringUp(ctx, chainGenesis); err != nil {
		if ctx.Err() != nil {
			return errors.New("stopped by a signal before it was ready")
		}
		return err
	}
	made.report()
	made.obey(ctx, readCommands(os.Stdin))
	return nil
}

func (w *network) bringUp(ctx context.Context, chainGenesis []byte) error {
	say("starting %d node(s) in %s", len(w.nodes), w.dataDir)
	if err := w.createChain(ctx, chainGenesis); err != nil {
		return err
	}
	if err := w.writeChainConfiguration(); err != nil {
		return err
	}
	say("chain %s is created after %v; starting the nodes with it", w.chain.chainID, w.age())
	w.setting.pluginDir = w.options.pluginDir
	w.setting.trackSubnets = w.chain.subnetID.String()
	if err := w.startChain(ctx, w.nodes); err != nil {
		return err
	}
	for _, one := range w.nodes {
		if err := one.awaitHealthy(ctx, w.options.startLimit, len(w.nodes) == 1); err != nil {
			return err
		}
	}
	say("healthy after %v; logs are in %s", w.age(), filepath.Join(w.dataDir, "node*", "logs"))
	return nil
}

func (w *network) age() time.Duration {
	return time.Since(w.start).Round(100 * time.Millisecond)
}
