package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Each answer that is not "healthy" is a long line in the node's log too.
const (
	healthPollInterval = 500 * time.Millisecond
	chainPollInterval  = 200 * time.Millisecond
)

// The check that a validator without peers never passes.
const networkCheck = "network"

// health is what of a node's answer is of interest.
type health struct {
	Checks map[string]struct {
		Error *string `json:"error"`
	} `json:"checks"`
}

func (n *node) awaitHealthy(ctx context.Context, limit time.Duration, alone bool) error {
	return n.awaitNode(ctx, limit, healthPollInterval, "it is healthy", func(ctx context.Context) error {
		_, body, err := send(ctx, http.MethodGet, n.uri()+"/ext/health", "")
		if err != nil {
			return err
		}
		return healthProblem(body, alone)
	})
}

// chainFailure is why the chain could not be made: the node keeps it as the chain's health.
func (n *node) chainFailure(ctx context.Context, chainID string) string {
	_, body, err := send(ctx, http.MethodGet, n.uri()+"/ext/health", "")
	if err != nil {
		return ""
	}
	var answer health
	if json.Unmarshal([]byte(body), &answer) != nil {
		return ""
	}
	if problem := answer.Checks[chainID].Error; problem != nil && strings.HasPrefix(*problem, "failed to create chain") {
		return *problem
	}
	return ""
}

// healthProblem names the checks that fail, each with its error.
func healthProblem(body string, alone bool) error {
	var answer health
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		return fmt.Errorf("/ext/health: %w", err)
	}
	if len(answer.Checks) == 0 {
		return fmt.Errorf("/ext/health has no checks yet")
	}
	var failing []string
	for _, name := range slices.Sorted(maps.Keys(answer.Checks)) {
		problem := answer.Checks[name].Error
		if problem != nil && !(alone && name == networkCheck) {
			failing = append(failing, name+": "+*problem)
		}
	}
	if len(failing) > 0 {
		return fmt.Errorf("/ext/health: %s", strings.Join(failing, "; "))
	}
	return nil
}
