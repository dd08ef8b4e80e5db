package main

import (
	"context"
	"fmt"
	"time"

	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/utils/crypto/secp256k1"
	"github.com/ava-labs/avalanchego/vms/platformvm/txs"
	"github.com/ava-labs/avalanchego/vms/secp256k1fx"
	"github.com/ava-labs/avalanchego/wallet/subnet/primary"
	"github.com/ava-labs/avalanchego/wallet/subnet/primary/common"
)

// chain is a blockchain of the VM on a subnet of its own.
type chain struct {
	subnetID ids.ID
	chainID  ids.ID
}

// A name may have only letters, digits and spaces, and nothing looks for it.
const chainName = "devnet"

// createChain writes the subnet, its validators and the chain to the P-Chain. The key pays all fees
// and owns the subnet. No node starts the chain before it is told to track the subnet.
func createChain(
	ctx context.Context, uri string, key *secp256k1.PrivateKey, vmID ids.ID, chainGenesis []byte,
	validators []ids.NodeID, validUntil time.Time,
) (chain, error) {
	var made chain
	keys := secp256k1fx.NewKeychain(key)
	wallet, err := primary.MakePWallet(ctx, uri, keys, primary.WalletConfig{})
	if err != nil {
		return made, fmt.Errorf("reading the P-Chain of %s: %w", uri, err)
	}
	options := []common.Option{common.WithContext(ctx), common.WithPollFrequency(pollInterval)}
	owner := &secp256k1fx.OutputOwners{
		Threshold: 1,
		Addrs:     []ids.ShortID{key.Address()},
	}
	subnet, err := wallet.IssueCreateSubnetTx(owner, options...)
	if err != nil {
		return made, fmt.Errorf("creating the subnet: %w", err)
	}
	made.subnetID = subnet.ID()
	for _, nodeID := range validators {
		_, err := wallet.IssueAddSubnetValidatorTx(&txs.SubnetValidator{
			Validator: txs.Validator{
				NodeID: nodeID,
				End:    uint64(validUntil.Unix()),
				Wght:   weightOfValidator,
			},
			Subnet: made.subnetID,
		}, options...)
		if err != nil {
			return made, fmt.Errorf("adding %s to the subnet's validators: %w", nodeID, err)
		}
	}
	created, err := wallet.IssueCreateChainTx(made.subnetID, chainGenesis, vmID, nil, chainName, options...)
	if err != nil {
		return made, fmt.Errorf("creating the chain: %w", err)
	}
	made.chainID = created.ID()
	return made, nil
}
