package main

import (
	"net"
	"strings"
	"testing"
)

func TestPortsThatAreTakenAreNotChosen(t *testing.T) {
	chosen, err := choosePorts(addressOf(2), 0)
	must(t, err)
	if chosen.http < chosenPortMin || chosen.staking > chosenPortMax || chosen.http == chosen.staking {
		t.Error(chosen)
	}
	// The peers' port alone is in the way.
	listener, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.ParseIP(addressOf(2)), Port: chosen.staking})
	must(t, err)
	defer listener.Close()
	if _, err := choosePorts(addressOf(2), chosen.http); err == nil || !strings.Contains(err.Error(), "--base-port") {
		t.Error(err)
	}
	// Another address is another matter.
	if fixed, err := choosePorts(addressOf(3), chosen.http); err != nil || fixed != chosen {
		t.Error(fixed, err)
	}
}
