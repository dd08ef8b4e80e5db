package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ava-labs/avalanchego/genesis"
	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/snow/consensus/snowball"
	"github.com/ava-labs/avalanchego/subnets"
	"github.com/ava-labs/avalanchego/vms/platformvm/txs"

	platform "github.com/ava-labs/avalanchego/vms/platformvm/genesis"
)

func newIdentities(t *testing.T, count int) []identity {
	t.Helper()
	var made []identity
	for range count {
		one, err := newIdentity(filepath.Join(t.TempDir(), "staking"))
		must(t, err)
		made = append(made, one)
	}
	return made
}

// The genesis is judged by the code that a node reads it with.
func TestANodeTakesTheGenesis(t *testing.T) {
	start := time.Now()
	for _, count := range []int{1, 3} {
		identities := newIdentities(t, count)
		content, err := newGenesis(identities, start)
		must(t, err)
		file := filepath.Join(t.TempDir(), "genesis.json")
		must(t, os.WriteFile(file, content, 0o600))
		staking := genesis.GetStakingConfig(networkID)
		genesisBytes, _, err := genesis.FromFile(networkID, file, &staking)
		must(t, err)
		parsed, err := platform.Parse(genesisBytes)
		must(t, err)
		if got := len(parsed.Validators); got != count {
			t.Errorf("%d validators of %d", got, count)
		}
		for _, validator := range parsed.Validators {
			staker := validator.Unsigned.(txs.ValidatorTx)
			if staker.Weight() != stakePerValidator {
				t.Errorf("%s has %d", staker.NodeID(), staker.Weight())
			}
			if end := staker.EndTime(); end.Before(start.Add(subnetStakeDuration)) {
				t.Errorf("%s leaves the primary network at %v, before the subnet", staker.NodeID(), end)
			}
		}
	}
}

func TestEveryIdentityIsAnother(t *testing.T) {
	identities := newIdentities(t, 2)
	if identities[0].nodeID == identities[1].nodeID || identities[0].proof.PublicKey == identities[1].proof.PublicKey {
		t.Error("two nodes are one")
	}
	for _, one := range identities {
		must(t, one.proof.Verify())
	}
}

// Votes of two must decide among three, and avalanchego must agree that they may.
func TestTwoOfThreeDecide(t *testing.T) {
	for validators, quorum := range map[int]int{1: 1, 3: 2} {
		content, err := consensusOf(validators).subnetConfig()
		must(t, err)
		config := subnets.Config{SnowParameters: new(snowball.Parameters)}
		*config.SnowParameters = snowball.DefaultParameters
		must(t, json.Unmarshal(content, &config))
		must(t, config.ValidParameters())
		got := *config.SnowParameters
		if got.K != validators || got.AlphaPreference != quorum || got.AlphaConfidence != quorum {
			t.Errorf("%d validators: %+v", validators, got)
		}
	}
}

func TestTheFirstNodeAsksNobodyAndTheThirdBothOthers(t *testing.T) {
	var nodes []*node
	for number, one := range newIdentities(t, 3) {
		nodes = append(nodes, &node{address: addressOf(number + 1), ports: portPair{http: 1000, staking: 1001}, identity: one})
	}
	first := nodes[0].arguments(setting{}, nil)
	if !slices.Contains(first, "--bootstrap-ips=") || !slices.Contains(first, "--bootstrap-ids=") {
		t.Error(first)
	}
	third := nodes[2].arguments(setting{}, nodes[:2])
	if !slices.Contains(third, "--bootstrap-ips=127.0.0.1:1001,127.0.0.2:1001") {
		t.Error(third)
	}
	wanted := "--bootstrap-ids=" + strings.Join([]string{nodes[0].identity.nodeID.String(), nodes[1].identity.nodeID.String()}, ",")
	if !slices.Contains(third, wanted) {
		t.Error(third)
	}
}

func TestTheVMsFilesLieWhereANodeLooks(t *testing.T) {
	directory := t.TempDir()
	upgrade := filepath.Join(directory, "upgrade")
	must(t, os.WriteFile(upgrade, []byte("one"), 0o600))
	network := &network{
		options: options{upgradeFile: upgrade},
		nodes:   []*node{{directory: filepath.Join(directory, "node1")}},
		chain:   chain{subnetID: ids.ID{1}, chainID: ids.ID{2}},
		setting: setting{consensus: consensusOf(1)},
	}
	must(t, network.writeChainConfiguration())
	configs := filepath.Join(directory, "node1", "configs")
	content, err := os.ReadFile(filepath.Join(configs, "chains", ids.ID{2}.String(), "upgrade.json"))
	must(t, err)
	if string(content) != "one" {
		t.Errorf("%q", content)
	}
	if _, err := os.Stat(filepath.Join(configs, "subnets", ids.ID{1}.String()+".json")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(configs, "chains", ids.ID{2}.String(), "config.json")); !os.IsNotExist(err) {
		t.Error("a file that nobody gave is there:", err)
	}
}
