package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/ava-labs/avalanchego/ids"
	"github.com/ava-labs/avalanchego/utils/crypto/secp256k1"
)

// The first argument that asks for a chain on a network that is there already.
const createChainCommand = "create-chain"

const createChainLimit = 5 * time.Minute

type chainRequest struct {
	node        string
	keyFile     string
	genesisFile string
	validators  []ids.NodeID
	validFor    time.Duration
}

// runCreateChain makes a subnet with these validators and a chain of SessionVM on it, and prints
// their ids as devnet does.
func runCreateChain(ctx context.Context, arguments []string, messages io.Writer) error {
	request, err := parseChainRequest(arguments, messages)
	if err != nil {
		return err
	}
	key, err := readKey(request.keyFile)
	if err != nil {
		return err
	}
	chainGenesis, err := readOptional("--genesis", request.genesisFile)
	if err != nil {
		return err
	}
	vmID, err := vmIDOfName("sessionvm")
	if err != nil {
		return err
	}
	limited, cancel := context.WithTimeout(ctx, createChainLimit)
	defer cancel()
	until := time.Now().Add(request.validFor)
	made, err := createChain(limited, request.node, key, vmID, chainGenesis, request.validators, until)
	if err != nil {
		return err
	}
	fmt.Println("vm", vmID)
	fmt.Println("subnet", made.subnetID)
	fmt.Println("chain", made.chainID)
	say("start each validator with --track-subnets=%s; the chain is at /ext/bc/%s/rpc", made.subnetID, made.chainID)
	return nil
}

func parseChainRequest(arguments []string, messages io.Writer) (chainRequest, error) {
	var parsed chainRequest
	var validators string
	var days int
	flags := flag.NewFlagSet(createChainCommand, flag.ContinueOnError)
	flags.SetOutput(messages)
	flags.StringVar(&parsed.node, "node", "http://127.0.0.1:9650", "the `URL` of a node of the network")
	flags.StringVar(&parsed.keyFile, "key", "", "the `FILE`, mode 0600, with the PrivateKey-… that pays and owns the subnet")
	flags.StringVar(&parsed.genesisFile, "genesis", "", "the `FILE` with the chain's genesis; by default it is empty")
	flags.StringVar(&validators, "validators", "", "the `NodeIDs`, with commas between, that validate the chain; validators of the network")
	flags.IntVar(&days, "days", 30, "for how many days, which must not be longer than they validate the network")
	if err := flags.Parse(arguments); err != nil {
		return parsed, err
	}
	if flags.NArg() > 0 {
		return parsed, fmt.Errorf("%q is no flag", flags.Arg(0))
	}
	if parsed.keyFile == "" || validators == "" {
		return parsed, errors.New("--key and --validators are needed")
	}
	if days < 2 || days > 365 {
		return parsed, errors.New("--days must be from 2 to 365")
	}
	parsed.validFor = time.Duration(days) * 24 * time.Hour
	for _, text := range strings.Split(validators, ",") {
		nodeID, err := ids.NodeIDFromString(strings.TrimSpace(text))
		if err != nil {
			return parsed, fmt.Errorf("--validators: %q is no NodeID: %w", text, err)
		}
		parsed.validators = append(parsed.validators, nodeID)
	}
	return parsed, nil
}

// readKey reads a key that only its owner may read; what is wrong with it is said without it.
func readKey(file string) (*secp256k1.PrivateKey, error) {
	state, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("--key: %w", err)
	}
	if state.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("--key %s can be read by others: chmod 600 it", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--key: %w", err)
	}
	key := new(secp256k1.PrivateKey)
	if err := key.UnmarshalText([]byte(strings.TrimSpace(string(text)))); err != nil {
		return nil, fmt.Errorf("--key %s does not hold a PrivateKey-…", file)
	}
	return key, nil
}
