package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/ava-labs/avalanchego/api/info"
)

// One question never takes longer than this, however long one may ask again.
const questionLimit = 5 * time.Second

var client = &http.Client{Timeout: questionLimit}

// awaitNode asks a node until it gives the wanted answer. It stops at once when the node has ended,
// and says where to look.
func (n *node) awaitNode(ctx context.Context, limit, interval time.Duration, what string, ask func(context.Context) error) error {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err := await(limited, interval, func(ctx context.Context) error {
		if !n.running() {
			return hopeless{fmt.Errorf("it has ended with %s", n.process.howItEnded())}
		}
		return ask(ctx)
	})
	if err != nil {
		return fmt.Errorf("node %d: waiting until %s: %w; see %s and %s",
			n.number, what, err, n.output(), filepath.Join(n.logs(), "*.log"))
	}
	return nil
}

// awaitChainMade waits until the plugin's handlers are registered, which is before the chain is
// bootstrapped: then the node answers 503 for it instead of 404. A chain that could not be made is
// not tried again.
func (n *node) awaitChainMade(ctx context.Context, limit time.Duration, chainID, url string) error {
	return n.awaitNode(ctx, limit, chainPollInterval, "it has started the plugin for "+url, func(ctx context.Context) error {
		status, _, err := send(ctx, http.MethodPost, url, probe)
		if err != nil || status != http.StatusNotFound {
			return err
		}
		if failure := n.chainFailure(ctx, chainID); failure != "" {
			return hopeless{errors.New(failure)}
		}
		return fmt.Errorf("%s answers %d", url, status)
	})
}

// probe is answered by SessionVM. Another VM will call it an unknown method, which is an answer too.
const probe = `{"jsonrpc":"2.0","id":1,"method":"sessionvm.Health","params":{}}`

func (n *node) awaitChainAnswers(ctx context.Context, limit time.Duration, chainID, url string) error {
	return n.awaitNode(ctx, limit, pollInterval, "the chain answers on "+url, func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, questionLimit)
		defer cancel()
		bootstrapped, err := info.NewClient(n.uri()).IsBootstrapped(ctx, chainID)
		if err != nil {
			return err
		}
		if !bootstrapped {
			return errors.New("the chain is not bootstrapped")
		}
		status, body, err := send(ctx, http.MethodPost, url, probe)
		if err == nil && (status == http.StatusNotFound || status >= http.StatusInternalServerError) {
			return fmt.Errorf("status %d %s", status, strings.TrimSpace(body))
		}
		return err
	})
}

const answerBytesMax = 64 << 10

func send(ctx context.Context, method, url, body string) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, answerBytesMax))
	return response.StatusCode, string(answer), err
}
