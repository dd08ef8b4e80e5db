//go:build network

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ava-labs/avalanchego/genesis"
	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/vms/example/xsvm/api"
	xsgenesis "github.com/ava-labs/avalanchego/vms/example/xsvm/genesis"
	"github.com/ava-labs/avalanchego/vms/example/xsvm/tx"
)

const (
	answerLimit = 3 * time.Minute
	// Some slots of five seconds pass when it is the turn of a node that is down.
	acceptLimit = 2 * time.Minute
)

// devnet is a running driver, whose standard output is read line by line.
type devnet struct {
	t       *testing.T
	command *exec.Cmd
	input   io.WriteCloser
	lines   chan string
	chainID ids.ID
	uris    map[string]string
	pids    map[string]string
	nonce   uint64
}

func startDevnet(t *testing.T, arguments ...string) *devnet {
	t.Helper()
	directory := t.TempDir()
	plugins := filepath.Join(directory, "plugins")
	must(t, os.Mkdir(plugins, 0o700))
	vmID, err := vmIDOfName("xsvm")
	must(t, err)
	build := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(plugins, vmID.String()),
		"github.com/ava-labs/avalanchego/vms/example/xsvm/cmd/xsvm")
	build.Stderr = os.Stderr
	must(t, build.Run())
	chainGenesis, err := xsgenesis.Codec.Marshal(xsgenesis.CodecVersion, &xsgenesis.Genesis{
		Timestamp:   time.Now().Unix(),
		Allocations: []xsgenesis.Allocation{{Address: genesis.EWOQKey.Address(), Balance: 1 << 40}},
	})
	must(t, err)
	genesisFile := filepath.Join(directory, "genesis")
	must(t, os.WriteFile(genesisFile, chainGenesis, 0o600))

	made := &devnet{t: t, lines: make(chan string, 1000), uris: map[string]string{}, pids: map[string]string{}}
	made.command = exec.Command("../run-devnet", append([]string{
		"--plugin-dir", plugins, "--vm-name", "xsvm", "--rpc-path", "", "--genesis", genesisFile,
		"--data-dir", filepath.Join(directory, "data"), "--until-stdin-closes",
	}, arguments...)...)
	made.command.Stderr = os.Stderr
	made.input, err = made.command.StdinPipe()
	must(t, err)
	output, err := made.command.StdoutPipe()
	must(t, err)
	must(t, made.command.Start())
	t.Cleanup(func() { _ = made.input.Close(); _ = made.command.Wait() })
	go func() {
		defer close(made.lines)
		for scanner := bufio.NewScanner(output); scanner.Scan(); {
			made.lines <- scanner.Text()
		}
	}()
	made.await("ready")
	return made
}

// await reads on to a line that begins so, and keeps what it learns on the way.
func (d *devnet) await(prefix string) time.Duration {
	d.t.Helper()
	began := time.Now()
	limit := time.After(answerLimit)
	for {
		select {
		case line, open := <-d.lines:
			if !open {
				d.t.Fatalf("the driver ended before it said %q", prefix)
			}
			words := strings.Fields(line)
			switch {
			case strings.HasPrefix(line, prefix):
				return time.Since(began)
			case words[0] == "failed" || words[0] == "died":
				d.t.Fatalf("%q came before %q", line, prefix)
			case words[0] == "chain":
				d.chainID, _ = ids.FromString(words[1])
			case words[0] == "node" && words[2] == "rpc":
				d.uris[words[1]], _, _ = strings.Cut(words[3], "/ext/")
			case words[0] == "node" && words[2] == "pid":
				d.pids[words[1]] = words[3]
			}
		case <-limit:
			d.t.Fatalf("no %q within %v", prefix, answerLimit)
		}
	}
}

func (d *devnet) order(line, answer string) time.Duration {
	d.t.Helper()
	_, err := fmt.Fprintln(d.input, line)
	must(d.t, err)
	return d.await(answer)
}

// transfer issues a transaction at one node, and waits until each of the others has the block.
func (d *devnet) transfer(at string, others ...string) {
	d.t.Helper()
	began := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), acceptLimit)
	defer cancel()
	signed, err := tx.Sign(&tx.Transfer{
		ChainID: d.chainID, Nonce: d.nonce, AssetID: d.chainID, Amount: 1, To: ids.ShortID{1},
	}, genesis.EWOQKey)
	must(d.t, err)
	_, err = d.client(at).IssueTx(ctx, signed)
	must(d.t, err)
	for _, number := range append([]string{at}, others...) {
		must(d.t, api.AwaitTxAccepted(ctx, d.client(number), genesis.EWOQKey.Address(), d.nonce, 20*time.Millisecond))
	}
	d.nonce++
	d.t.Logf("transfer at node %s accepted by it and by %v after %v", at, others, time.Since(began).Round(time.Millisecond))
}

func (d *devnet) client(number string) *api.Client {
	return api.NewClient(d.uris[number], d.chainID.String())
}

func (d *devnet) height(number string) (ids.ID, uint64) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), questionLimit)
	defer cancel()
	id, last, err := d.client(number).LastAccepted(ctx)
	must(d.t, err)
	return id, last.Height
}

// sameChain checks that all three nodes have accepted the same blocks.
func (d *devnet) sameChain() {
	d.t.Helper()
	first, height := d.height("1")
	for _, number := range []string{"2", "3"} {
		if id, other := d.height(number); id != first {
			d.t.Fatalf("node 1 has %s at height %d, node %s has %s at %d", first, height, number, id, other)
		}
	}
	d.t.Logf("all nodes are at height %d", height)
}

func (d *devnet) stop() {
	d.t.Helper()
	began := time.Now()
	must(d.t, d.input.Close())
	for range d.lines {
	}
	must(d.t, d.command.Wait())
	d.t.Logf("stopped after %v", time.Since(began).Round(time.Millisecond))
}
