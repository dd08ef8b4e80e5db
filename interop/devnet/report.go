package main

import (
	"fmt"
	"os"

	"github.com/ava-labs/avalanchego/ids"
)

// say tells a reader what goes on. The standard output is for what programs read.
func say(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "devnet: "+format+"\n", values...)
}

// report has one fact in each line, the last of which is "ready".
func (w *network) report() {
	fmt.Println("network", networkID)
	fmt.Println("vm", w.options.vmID)
	fmt.Println("subnet", w.chain.subnetID)
	fmt.Println("chain", w.chain.chainID)
	fmt.Println("data", w.dataDir)
	for _, one := range w.nodes {
		w.reportNode(one)
	}
	fmt.Println("ready")
}

func (w *network) reportNode(one *node) {
	fmt.Printf("node %d id %s\n", one.number, one.identity.nodeID)
	fmt.Printf("node %d rpc %s\n", one.number, w.rpcURL(one))
	fmt.Printf("node %d pid %d\n", one.number, one.process.pid)
	for _, pid := range one.mark.processes() {
		if pid != one.process.pid {
			fmt.Printf("node %d plugin %d\n", one.number, pid)
		}
	}
	fmt.Printf("node %d data %s\n", one.number, one.directory)
	fmt.Printf("node %d logs %s\n", one.number, one.logs())
}

func (w *network) nodeIDs() []ids.NodeID {
	var found []ids.NodeID
	for _, one := range w.nodes {
		found = append(found, one.identity.nodeID)
	}
	return found
}
