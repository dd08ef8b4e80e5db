package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

const soon = 10 * time.Second

func startShell(t *testing.T, script string, marked mark, died func()) *process {
	t.Helper()
	directory := t.TempDir()
	started, err := startProcess("/bin/sh", []string{"-c", script}, []string{string(marked)},
		directory, filepath.Join(directory, "output"), died)
	must(t, err)
	t.Cleanup(func() { started.end(syscall.SIGKILL, soon) })
	return started
}

func unexpected(t *testing.T) func() {
	return func() { t.Error("an end that was asked for was reported as a death") }
}

func TestAnObedientProcessEndsBySIGTERM(t *testing.T) {
	started := startShell(t, "exec sleep 60", markOf(newRun(), 1), unexpected(t))
	if !started.end(syscall.SIGTERM, soon) {
		t.Error("it was killed")
	}
	if got := started.howItEnded(); got != "signal: terminated" {
		t.Error(got)
	}
}

func TestADisobedientProcessIsKilled(t *testing.T) {
	directory := t.TempDir()
	ready := filepath.Join(directory, "ready")
	started := startShell(t, "trap '' TERM; touch "+ready+"; while :; do /bin/sleep 0.1; done", markOf(newRun(), 1), unexpected(t))
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	must(t, await(ctx, time.Millisecond, func(context.Context) error { _, err := os.Stat(ready); return err }))
	if started.end(syscall.SIGTERM, 200*time.Millisecond) {
		t.Error("it obeyed")
	}
	if got := started.howItEnded(); got != "signal: killed" {
		t.Error(got)
	}
}

func TestAnEndThatNobodyAskedForIsReported(t *testing.T) {
	deaths := make(chan struct{})
	startShell(t, "exit 7", markOf(newRun(), 1), func() { close(deaths) })
	select {
	case <-deaths:
	case <-time.After(soon):
		t.Error("nothing was reported")
	}
}

// As a plugin does that outlives its node.
func TestAMarkFindsTheOrphanAndNobodyElse(t *testing.T) {
	run := newRun()
	orphaned := startShell(t, "/bin/sleep 60 & exec /bin/sleep 60", markOf(run, 1), unexpected(t))
	other := startShell(t, "exec /bin/sleep 60", markOf(run, 2), unexpected(t))
	ctx, cancel := context.WithTimeout(context.Background(), soon)
	defer cancel()
	must(t, await(ctx, time.Millisecond, func(context.Context) error {
		if len(markOf(run, 1).processes()) != 2 || len(markOf(run, 2).processes()) != 1 {
			return errors.New("not all are started")
		}
		return nil
	}))
	orphaned.end(syscall.SIGKILL, soon)
	if err := markOf(run, 1).awaitNone(100 * time.Millisecond); err == nil || !strings.Contains(err.Error(), "killed now") {
		t.Error(err)
	}
	must(t, markOf(run, 1).awaitNone(soon))
	if left := markOf(run, 2).processes(); !slices.Equal(left, []int{other.pid}) {
		t.Error(left)
	}
}

func TestAWaitSaysWhatItWaitedFor(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	err := await(ctx, time.Millisecond, func(context.Context) error { return errors.New("not yet") })
	if err == nil || !strings.Contains(err.Error(), "not yet") {
		t.Error(err)
	}
}

func TestAHopelessWaitEndsAtOnce(t *testing.T) {
	asked := 0
	err := await(context.Background(), time.Hour, func(context.Context) error {
		asked++
		return hopeless{errors.New("gone")}
	})
	if err == nil || asked != 1 {
		t.Error(asked, err)
	}
}

func TestHealthNamesWhatFails(t *testing.T) {
	failing := `{"checks":{"P":{},"network":{"error":"no peers"},"X":{"error":"not yet run"}},"healthy":false}`
	err := healthProblem(failing, false)
	if err == nil || !strings.Contains(err.Error(), "X: not yet run; network: no peers") {
		t.Error(err)
	}
	lonely := `{"checks":{"P":{},"network":{"error":"no peers"}},"healthy":false}`
	must(t, healthProblem(lonely, true))
	if healthProblem(lonely, false) == nil {
		t.Error("a node without its peers is called healthy")
	}
	if healthProblem(`{"checks":{}}`, true) == nil {
		t.Error("a node that has checked nothing is called healthy")
	}
}
