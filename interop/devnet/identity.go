package main

import (
	"fmt"
	"path/filepath"

	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/staking"
	"github.com/ava-labs/avalanchego/utils/crypto/bls/signer/localsigner"
	"github.com/ava-labs/avalanchego/vms/platformvm/signer"
)

// identity is what a node proves itself with: a TLS certificate, whose hash is the node id, and a
// BLS key, whose possession the genesis must prove.
type identity struct {
	nodeID          ids.NodeID
	proof           *signer.ProofOfPossession
	keyFile         string
	certificateFile string
	signerFile      string
}

func newIdentity(directory string) (identity, error) {
	made := identity{
		keyFile:         filepath.Join(directory, "staker.key"),
		certificateFile: filepath.Join(directory, "staker.crt"),
		signerFile:      filepath.Join(directory, "signer.key"),
	}
	if err := staking.InitNodeStakingKeyPair(made.keyFile, made.certificateFile); err != nil {
		return made, fmt.Errorf("%s: %w", made.keyFile, err)
	}
	pair, err := staking.LoadTLSCertFromFiles(made.keyFile, made.certificateFile)
	if err != nil {
		return made, fmt.Errorf("%s: %w", made.certificateFile, err)
	}
	certificate, err := staking.ParseCertificate(pair.Leaf.Raw)
	if err != nil {
		return made, fmt.Errorf("%s: %w", made.certificateFile, err)
	}
	made.nodeID = ids.NodeIDFromCert(certificate)
	secret, err := localsigner.FromFileOrPersistNew(made.signerFile)
	if err != nil {
		return made, fmt.Errorf("%s: %w", made.signerFile, err)
	}
	made.proof, err = signer.NewProofOfPossession(secret)
	if err != nil {
		return made, fmt.Errorf("%s: %w", made.signerFile, err)
	}
	return made, nil
}
