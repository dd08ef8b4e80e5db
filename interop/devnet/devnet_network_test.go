//go:build network

// These tests run real networks with avalanchego's own example plugin. They need ../run-devnet to
// have what it needs, and some minutes: go test -tags network -timeout 15m ./devnet

package main

import (
	"fmt"
	"syscall"
	"testing"
)

func TestThreeNodesAgreeAndGoOnWithoutOne(t *testing.T) {
	network := startDevnet(t, "--validators", "3")
	network.transfer("1", "2", "3")
	network.transfer("2", "1", "3")
	network.transfer("3", "1", "2")
	network.sameChain()

	t.Log("killed after", network.order("kill 2", "killed 2"))
	for range 3 {
		network.transfer("1", "3")
		network.transfer("3", "1")
	}
	t.Log("started after", network.order("start 2", "started 2 rpc "))
	network.sameChain()
	network.transfer("2", "1", "3")

	t.Log("stopped after", network.order("stop 1", "stopped 1"))
	network.transfer("2", "3")
	t.Log("started after", network.order("start 1", "started 1 rpc "))
	network.sameChain()
	network.stop()
}

func TestAllNodesComeBack(t *testing.T) {
	network := startDevnet(t, "--validators", "3")
	network.transfer("1", "2", "3")
	for _, number := range []string{"1", "2", "3"} {
		network.order("kill "+number, "killed "+number)
	}
	t.Log("started after", network.order("start 1 2 3", "started 3 rpc "))
	network.sameChain()
	network.transfer("3", "1", "2")
	network.stop()
}

func TestOneNodeSurvivesAKillFromOutside(t *testing.T) {
	network := startDevnet(t)
	network.transfer("1")
	var pid int
	_, err := fmt.Sscan(network.pids["1"], &pid)
	must(t, err)
	must(t, syscall.Kill(pid, syscall.SIGKILL))
	network.await("died 1")
	t.Log("started after", network.order("start 1", "started 1 rpc "))
	network.transfer("1")
	network.stop()
}
