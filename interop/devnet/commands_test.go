package main

import (
	"strings"
	"testing"
)

func TestCommandsNameTheNodesTheyCannotReach(t *testing.T) {
	network := &network{nodes: []*node{{number: 1}, {number: 2}, {number: 3}}}
	found, err := network.named([]string{"3", "1"})
	if err != nil || len(found) != 2 || found[0].number != 3 || found[1].number != 1 {
		t.Error(found, err)
	}
	for _, words := range [][]string{{}, {"0"}, {"4"}, {"1", "x"}} {
		if _, err := network.named(words); err == nil {
			t.Errorf("%q was understood", words)
		}
	}
	if err := network.killNodes(network.nodes[:1]); err == nil || !strings.Contains(err.Error(), "node 1 does not run") {
		t.Error(err)
	}
}

func TestTheEndOfTheInputStopsOnlyIfAskedTo(t *testing.T) {
	stopping := &network{options: options{untilStdinCloses: true}}
	stopping.obey(t.Context(), readCommands(strings.NewReader("")))
	ordered := &network{}
	ordered.obey(t.Context(), readCommands(strings.NewReader("\n stop \nkill 1\n")))
}
