package main

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
)

// Ports are chosen below those that the kernel gives to outgoing connections (ip(7),
// ip_local_port_range: 32768 and up), one of which could take a port while its node is down.
const (
	chosenPortMin    = 20000
	chosenPortMax    = 32000
	choosingTriesMax = 100
)

// portPair is where one node listens on its address: for HTTP, and for its peers.
type portPair struct {
	http    int
	staking int
}

func addressOf(number int) string {
	return "127.0.0." + strconv.Itoa(number)
}

// choosePorts takes the fixed ports, or two free ones.
func choosePorts(address string, basePort int) (portPair, error) {
	if basePort != 0 {
		if err := checkFree(address, basePort); err != nil {
			return portPair{}, fmt.Errorf("--base-port: %w", err)
		}
		return portPair{http: basePort, staking: basePort + 1}, nil
	}
	var last error
	for range choosingTriesMax {
		port := chosenPortMin + rand.IntN(chosenPortMax-chosenPortMin)
		if last = checkFree(address, port); last == nil {
			return portPair{http: port, staking: port + 1}, nil
		}
	}
	return portPair{}, fmt.Errorf("no free ports on %s after %d tries: %w", address, choosingTriesMax, last)
}

// checkFree takes a port and its next one, and gives them back.
func checkFree(address string, port int) error {
	for _, one := range []int{port, port + 1} {
		listener, err := net.Listen("tcp4", net.JoinHostPort(address, strconv.Itoa(one)))
		if err != nil {
			return err
		}
		if err := listener.Close(); err != nil {
			return err
		}
	}
	return nil
}
