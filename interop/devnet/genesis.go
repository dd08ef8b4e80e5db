package main

import (
	"encoding/json"
	"time"

	"github.com/ava-labs/avalanchego/genesis"
	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/utils/constants"
	"github.com/ava-labs/avalanchego/utils/formatting/address"
	"github.com/ava-labs/avalanchego/utils/units"
	"github.com/ava-labs/avalanchego/vms/platformvm/reward"
)

const (
	networkID = 54321

	// Just below the longest that avalanchego allows, so that a network can be left running.
	stakeDuration = 364 * 24 * time.Hour
	// A validator of a subnet has to leave before it leaves the primary network.
	subnetStakeDuration = stakeDuration - 24*time.Hour

	stakePerValidator = units.MegaAvax
	funds             = 10 * units.MegaAvax

	// The link to a contract that sold tokens before the first network began; unused ever since.
	noEthereumAddress = "0x0000000000000000000000000000000000000000"
)

// newGenesis is the genesis of the primary network: these nodes are its validators with equal
// stakes, and the well-known "ewoq" key owns what the transactions cost.
func newGenesis(identities []identity, start time.Time) ([]byte, error) {
	funded, err := address.Format("X", constants.GetHRP(networkID), genesis.EWOQKey.Address().Bytes())
	if err != nil {
		return nil, err
	}
	// Nobody needs the stake back, so an address without a key may own it.
	keyless := ids.ShortID(identities[0].nodeID)
	staked, err := address.Format("X", constants.GetHRP(networkID), keyless.Bytes())
	if err != nil {
		return nil, err
	}
	stakers := make([]genesis.UnparsedStaker, len(identities))
	for i, one := range identities {
		stakers[i] = genesis.UnparsedStaker{
			NodeID:        one.nodeID,
			RewardAddress: staked,
			DelegationFee: reward.PercentDenominator / 50,
			Signer:        one.proof,
		}
	}
	stake := stakePerValidator * uint64(len(identities))
	config := genesis.UnparsedConfig{
		NetworkID: networkID,
		Allocations: []genesis.UnparsedAllocation{
			{
				ETHAddr:  noEthereumAddress,
				AVAXAddr: staked,
				UnlockSchedule: []genesis.LockedAmount{
					{Amount: stake, Locktime: uint64(start.Add(stakeDuration).Unix())},
				},
			},
			{
				ETHAddr:        noEthereumAddress,
				AVAXAddr:       funded,
				InitialAmount:  funds,
				UnlockSchedule: []genesis.LockedAmount{{Amount: funds}},
			},
		},
		StartTime:            uint64(start.Unix()),
		InitialStakeDuration: uint64(stakeDuration.Seconds()),
		InitialStakedFunds:   []string{staked},
		InitialStakers:       stakers,
		// Nothing here uses the C-Chain, but a node needs one: the local network's will do.
		CChainGenesis: genesis.LocalConfig.CChainGenesis,
		Message:       "SessionVM development network",
	}
	return json.MarshalIndent(config, "", "  ")
}
