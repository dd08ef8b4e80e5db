package main

import (
	"encoding/json"
	"strconv"
)

// consensus says how many of how many votes decide.
type consensus struct {
	sampleSize int
	quorum     int
}

// Each of the chain's validators weighs 1, and the sample is drawn without replacement from the
// units of weight: so a sample of all the weight asks every validator once, and two of three
// decide. With greater weights a sample can hold the same node twice and miss another.
const weightOfValidator = 1

// More than half must agree: avalanchego refuses a quorum of half of the sample or less.
func consensusOf(validators int) consensus {
	return consensus{sampleSize: validators, quorum: validators/2 + 1}
}

// On the primary network the weights are stakes, and a sample of three that misses no node is rare.
// Few agreeing polls in a row must do there, or it becomes slow while a node is down: a poll that
// misses too many begins the row anew.
const primaryCommitThreshold = 4

func (c consensus) primaryNetworkArguments() []string {
	return []string{
		"--snow-sample-size=" + strconv.Itoa(c.sampleSize),
		"--snow-quorum-size=" + strconv.Itoa(c.quorum),
		"--snow-commit-threshold=" + strconv.Itoa(primaryCommitThreshold),
		"--snow-concurrent-repolls=" + strconv.Itoa(primaryCommitThreshold),
	}
}

// The subnet keeps avalanchego's own commit threshold of 20 polls.
const subnetCommitThreshold = 20

// subnetConfig is the content of configs/subnets/SUBNET.json.
func (c consensus) subnetConfig() ([]byte, error) {
	return json.MarshalIndent(map[string]any{
		"snowParameters": map[string]int{
			"k":                 c.sampleSize,
			"alphaPreference":   c.quorum,
			"alphaConfidence":   c.quorum,
			"beta":              subnetCommitThreshold,
			"concurrentRepolls": 4,
		},
	}, "", "  ")
}
