package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/ava-labs/avalanchego/ids"
)

// prepareDataDir makes the directory. One that is not empty may hold a network of other keys.
func prepareDataDir(wanted string) (string, error) {
	if wanted == "" {
		return os.MkdirTemp("", "sessionvm-devnet-")
	}
	absolute, err := filepath.Abs(wanted)
	if err != nil {
		return "", fmt.Errorf("--data-dir %s: %w", wanted, err)
	}
	if err := os.MkdirAll(absolute, 0o700); err != nil {
		return "", fmt.Errorf("--data-dir: %w", err)
	}
	entries, err := os.ReadDir(absolute)
	if err != nil {
		return "", fmt.Errorf("--data-dir: %w", err)
	}
	if len(entries) > 0 {
		return "", fmt.Errorf("--data-dir %s: it is not empty", absolute)
	}
	return absolute, nil
}

// installPlugin asks the SessionVM of this repository for its plugin.
func installPlugin(ctx context.Context, o options, dataDir string) (string, error) {
	directory := filepath.Join(dataDir, "plugins")
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return "", err
	}
	install := exec.CommandContext(ctx, o.sessionvm,
		"plugin", "install", "--plugin-dir", directory, "--protocol", strconv.Itoa(o.protocol))
	install.Stdout = os.Stderr // the standard output is for the report
	install.Stderr = os.Stderr
	install.WaitDelay = time.Second
	if err := install.Run(); err != nil {
		return "", fmt.Errorf("%s: %w", install, err)
	}
	return directory, nil
}

// checkPlugin looks for the file that a node would look for. Without it the chain would never start.
func checkPlugin(directory string, vmID ids.ID) error {
	files, err := filepath.Glob(filepath.Join(directory, "*"))
	if err != nil {
		return fmt.Errorf("--plugin-dir: %w", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if name[:len(name)-len(filepath.Ext(name))] == vmID.String() {
			return nil
		}
	}
	return fmt.Errorf("--plugin-dir %s has no file %s", directory, vmID)
}

// writeChainConfiguration gives every node the consensus parameters of the subnet, and the VM its
// two files.
func (w *network) writeChainConfiguration() error {
	parameters, err := w.setting.consensus.subnetConfig()
	if err != nil {
		return err
	}
	upgrade, err := readOptional("--upgrade", w.options.upgradeFile)
	if err != nil {
		return err
	}
	config, err := readOptional("--chain-config", w.options.chainConfigFile)
	if err != nil {
		return err
	}
	for _, one := range w.nodes {
		configs := filepath.Join(one.directory, "configs")
		chains := filepath.Join(configs, "chains", w.chain.chainID.String())
		for file, content := range map[string][]byte{
			filepath.Join(configs, "subnets", w.chain.subnetID.String()+".json"): parameters,
			filepath.Join(chains, "upgrade.json"):                                upgrade,
			filepath.Join(chains, "config.json"):                                 config,
		} {
			if content == nil {
				continue
			}
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				return err
			}
			if err := os.WriteFile(file, content, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

// readOptional gives nil where no file is named.
func readOptional(flagName, file string) ([]byte, error) {
	if file == "" {
		return nil, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flagName, err)
	}
	return content, nil
}
