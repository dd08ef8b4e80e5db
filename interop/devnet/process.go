package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
)

// process is a started node. It is waited for from its first moment on, so that it never stays a
// zombie and its end is noticed.
type process struct {
	pid      int
	ended    chan struct{}
	err      error // valid once ended is closed
	expected atomic.Bool
}

type startRequest struct {
	command *exec.Cmd
	result  chan error
}

// The kernel ends a child when the thread that made it ends (see prctl(2), PR_SET_PDEATHSIG), and
// Go may end a thread at any time. This one lives as long as the program.
var startRequests = func() chan startRequest {
	requests := make(chan startRequest)
	go func() {
		runtime.LockOSThread()
		for request := range requests {
			request.result <- request.command.Start()
		}
	}()
	return requests
}()

// startProcess runs a program whose output goes to the end of a file. It gets a process group of its
// own, for a Ctrl-C is for the driver alone, and SIGTERM if the driver dies. An end that was not
// brought about by end calls died.
func startProcess(program string, arguments, environment []string, directory, outputFile string, died func()) (*process, error) {
	output, err := os.OpenFile(outputFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	command := exec.Command(program, arguments...)
	command.Dir = directory
	command.Env = environment
	command.Stdout = output
	command.Stderr = output
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	result := make(chan error)
	startRequests <- startRequest{command: command, result: result}
	if err := <-result; err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	started := &process{pid: command.Process.Pid, ended: make(chan struct{})}
	go func() {
		started.err = command.Wait()
		close(started.ended)
		if !started.expected.Load() {
			died()
		}
	}()
	return started, nil
}

func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// end sends the signal and waits. What does not obey within the limit is killed; false says so.
func (p *process) end(signal syscall.Signal, limit time.Duration) bool {
	p.expected.Store(true)
	if p.running() {
		// It may end at this very moment: then there is nothing left to signal.
		_ = syscall.Kill(p.pid, signal)
	}
	select {
	case <-p.ended:
		return true
	case <-time.After(limit):
		_ = syscall.Kill(p.pid, syscall.SIGKILL)
		<-p.ended
		return false
	}
}

// howItEnded is for messages: "exit status 1", "signal: killed".
func (p *process) howItEnded() string {
	<-p.ended
	if p.err == nil {
		return "exit status 0"
	}
	return p.err.Error()
}
