package main

import (
	"errors"
	"fmt"
	"sync"
	"syscall"
)

// stopAll ends every node cleanly and makes sure that nothing of it is left.
func (w *network) stopAll() error {
	problems := make([]error, len(w.nodes))
	var all sync.WaitGroup
	for i, one := range w.nodes {
		all.Go(func() { problems[i] = one.stop() })
	}
	all.Wait()
	return errors.Join(problems...)
}

func (n *node) stop() error {
	var problem error
	if n.running() {
		if !n.process.end(syscall.SIGTERM, stopLimit) {
			problem = fmt.Errorf("node %d did not stop within %v and was killed; see %s", n.number, stopLimit, n.logs())
		}
	}
	if err := n.mark.awaitNone(orphanLimit); err != nil {
		problem = errors.Join(problem, fmt.Errorf("node %d after its end: %w", n.number, err))
	}
	return problem
}

// kill is what a power failure is to a process. Its plugins are left to themselves, and awaited.
func (n *node) kill() error {
	n.process.end(syscall.SIGKILL, stopLimit)
	if err := n.mark.awaitNone(orphanLimit); err != nil {
		return fmt.Errorf("its plugin outlived it: %w", err)
	}
	return nil
}
