package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// A node hands a plugin no variables but those that begin with GRPC_ or GODEBUG. A variable of
// such a name therefore marks a node and all its plugins, however they were started, and tells
// them from those of other networks.
const markVariable = "GRPC_SESSIONVM_DEVNET"

// mark is the whole environment entry of one node of one run.
type mark string

func newRun() string {
	return rand.Text()
}

func markOf(run string, number int) mark {
	return mark(fmt.Sprintf("%s=%s-%d", markVariable, run, number))
}

// processes lists who carries the mark. A zombie has no environment any more, so it does not count.
func (m mark) processes() []int {
	var found []int
	files, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, file := range files {
		environment, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended since, or belongs to another user
		}
		for _, entry := range bytes.Split(environment, []byte{0}) {
			if string(entry) != string(m) {
				continue
			}
			if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
				found = append(found, pid)
			}
		}
	}
	return found
}

// awaitNone waits until nobody carries the mark. Who still does after the limit is killed, and the
// error names the process ids.
func (m mark) awaitNone(limit time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	err := await(ctx, pollInterval, func(context.Context) error {
		if left := m.processes(); len(left) > 0 {
			return fmt.Errorf("processes %v still run", left)
		}
		return nil
	})
	if err == nil {
		return nil
	}
	for _, pid := range m.processes() {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	return fmt.Errorf("%w (they are killed now)", err)
}
