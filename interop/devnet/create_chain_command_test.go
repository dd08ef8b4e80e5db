package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ava-labs/avalanchego/genesis"
)

func TestChainRequestNamesWhatIsWrong(t *testing.T) {
	for arguments, want := range map[string]string{
		"":                         "--key and --validators are needed",
		"--key k --validators x":   `"x" is no NodeID`,
		"--key k --validators x y": `"y" is no flag`,
		"--key k --validators NodeID-7Xhw2mDxuDS44j42TCB6U5579esbSt3Lg --days 0": "--days must be from 2 to 365",
	} {
		_, err := parseChainRequest(strings.Fields(arguments), io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", arguments, err, want)
		}
	}
}

func TestKeyIsForItsOwnerAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(genesis.EWOQKey.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	key, err := readKey(file)
	if err != nil || key.Address() != genesis.EWOQKey.Address() {
		t.Fatalf("got %v", err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := readKey(file); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Fatalf("got %v", err)
	}
}

func TestWhatIsNoKeyIsNotRepeated(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("PrivateKey-secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readKey(file); err == nil || strings.Contains(err.Error(), "secret") {
		t.Fatalf("got %v", err)
	}
}
