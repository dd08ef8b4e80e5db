package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// readCommands hands on the lines of the standard input, and closes the channel at its end.
func readCommands(input io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(input)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
	}()
	return lines
}

// obey carries out commands until the network is to be stopped.
func (w *network) obey(ctx context.Context, lines <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case one := <-w.deaths:
			reportDeath(one)
		case line, open := <-lines:
			if !open {
				if w.options.untilStdinCloses {
					return
				}
				lines = nil // never ready again
				continue
			}
			if strings.TrimSpace(line) == "stop" {
				return
			}
			w.reportDeaths()
			w.obeyLine(ctx, line)
		}
	}
}

// reportDeaths keeps the order: a node that has ended is reported before it is started again.
func (w *network) reportDeaths() {
	for {
		select {
		case one := <-w.deaths:
			reportDeath(one)
		default:
			return
		}
	}
}

func reportDeath(one *node) {
	fmt.Println("died", one.number)
	say("node %d has ended, which nobody here asked for; see %s", one.number, one.output())
}

// obeyLine answers with "failed", the command and the reason, or with what was done.
func (w *network) obeyLine(ctx context.Context, line string) {
	words := strings.Fields(line)
	if len(words) == 0 {
		return
	}
	nodes, err := w.named(words[1:])
	if err == nil {
		switch words[0] {
		case "kill":
			err = w.killNodes(nodes)
		case "stop":
			err = w.stopNodes(nodes)
		case "start":
			err = w.startNodes(ctx, nodes)
		default:
			err = fmt.Errorf("possible are: kill N, stop N, start N..., stop")
		}
	}
	if err != nil {
		// A line of its own for each answer, whatever the error says.
		fmt.Printf("failed %s: %s\n", strings.Join(words, " "), strings.ReplaceAll(err.Error(), "\n", "; "))
	}
}

// named are the nodes of these numbers.
func (w *network) named(words []string) ([]*node, error) {
	if len(words) == 0 {
		return nil, fmt.Errorf("the number of a node is missing")
	}
	var found []*node
	for _, word := range words {
		number, err := strconv.Atoi(word)
		if err != nil || number < 1 || number > len(w.nodes) {
			return nil, fmt.Errorf("%q is none of the nodes 1 to %d", word, len(w.nodes))
		}
		found = append(found, w.nodes[number-1])
	}
	return found, nil
}

func (w *network) killNodes(nodes []*node) error {
	return eachRunning(nodes, (*node).kill, "killed")
}

func (w *network) stopNodes(nodes []*node) error {
	return eachRunning(nodes, (*node).stop, "stopped")
}

func eachRunning(nodes []*node, end func(*node) error, done string) error {
	for _, one := range nodes {
		if !one.running() {
			return fmt.Errorf("node %d does not run", one.number)
		}
		if err := end(one); err != nil {
			return err
		}
		fmt.Println(done, one.number)
	}
	return nil
}

func (w *network) startNodes(ctx context.Context, nodes []*node) error {
	for _, one := range nodes {
		if one.running() {
			return fmt.Errorf("node %d runs", one.number)
		}
	}
	if err := w.startChain(ctx, nodes); err != nil {
		return err
	}
	for _, one := range nodes {
		w.reportNode(one)
		fmt.Printf("started %d rpc %s\n", one.number, w.rpcURL(one))
	}
	return nil
}
