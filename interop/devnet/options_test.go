package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// parse adds what run-devnet always gives.
func parse(t *testing.T, arguments ...string) (options, error) {
	t.Helper()
	executable, err := os.Executable()
	must(t, err)
	return parseOptions(append([]string{"--avalanchego", executable, "--sessionvm", executable}, arguments...), io.Discard)
}

func TestDefaultsAreOneNodeOfSessionVM(t *testing.T) {
	parsed, err := parse(t)
	must(t, err)
	if parsed.validators != 1 || parsed.rpcPath != "/rpc" || parsed.protocol != 45 {
		t.Errorf("%+v", parsed)
	}
	if id := parsed.vmID.String(); id != "speKUgLBX6WRD5cfGeEfLa43LxTXUBckvtv4td6F3eTXvRP48" {
		t.Error(id)
	}
}

func TestTheVMIDIsTheNameInZeroes(t *testing.T) {
	id, err := vmIDOfName("xsvm")
	must(t, err)
	// As avalanchego's own constants have it.
	if id.String() != "v3m4wPxaHpvGr8qfMeyK6PRW3idZrPHmYcMTt7oXdK47yurVH" {
		t.Error(id)
	}
}

func TestErrorsNameTheFlag(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for _, arguments := range [][]string{
		{"--validators", "2"},
		{"--vm-name", ""},
		{"--vm-name", strings.Repeat("x", 33)},
		{"--vm-name", "s\u00e9ance"},
		{"--base-port", "65535"},
		{"--base-port", "-1"},
		{"--start-limit", "0s"},
		{"--genesis", missing},
		{"--upgrade", missing},
		{"--chain-config", missing},
		{"--plugin-dir", missing},
	} {
		_, err := parse(t, arguments...)
		if err == nil || !strings.Contains(err.Error(), arguments[0]) {
			t.Errorf("%q: %v", arguments, err)
		}
	}
}

func TestRefusesWhatIsNoFlag(t *testing.T) {
	if _, err := parse(t, "3"); err == nil || !strings.Contains(err.Error(), `"3"`) {
		t.Error(err)
	}
}

func TestAPluginDirectoryOrSomethingThatFillsOneIsNeeded(t *testing.T) {
	executable, err := os.Executable()
	must(t, err)
	if _, err := parseOptions([]string{"--avalanchego", executable}, io.Discard); err == nil {
		t.Error("neither was given, and nothing was said")
	}
	missing := filepath.Join(t.TempDir(), "missing")
	if _, err := parseOptions([]string{"--avalanchego", executable, "--sessionvm", missing}, io.Discard); err == nil {
		t.Error("nothing can fill the directory, and nothing was said")
	}
	_, err = parseOptions([]string{"--avalanchego", executable, "--sessionvm", missing, "--plugin-dir", t.TempDir()}, io.Discard)
	must(t, err)
}

func TestPathsBecomeAbsolute(t *testing.T) {
	t.Chdir(t.TempDir())
	must(t, os.WriteFile("genesis", nil, 0o600))
	parsed, err := parse(t, "--genesis", "genesis")
	must(t, err)
	if !filepath.IsAbs(parsed.genesisFile) {
		t.Error(parsed.genesisFile)
	}
}

func TestADataDirectoryInUseIsRefused(t *testing.T) {
	directory := t.TempDir()
	if got, err := prepareDataDir(filepath.Join(directory, "new")); err != nil || got != filepath.Join(directory, "new") {
		t.Error(got, err)
	}
	if _, err := prepareDataDir(directory); err == nil || !strings.Contains(err.Error(), "--data-dir") {
		t.Error(err)
	}
}

func TestAPluginDirectoryWithoutThePluginIsRefused(t *testing.T) {
	directory := t.TempDir()
	id, err := vmIDOfName("sessionvm")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(directory, "other"), nil, 0o700))
	if err := checkPlugin(directory, id); err == nil || !strings.Contains(err.Error(), id.String()) {
		t.Error(err)
	}
	must(t, os.WriteFile(filepath.Join(directory, id.String()+".sh"), nil, 0o700))
	must(t, checkPlugin(directory, id))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
