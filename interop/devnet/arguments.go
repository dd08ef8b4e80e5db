package main

import (
	"net"
	"strconv"
	"strings"
	"syscall"
)

// The beacons are whom a node asks for the primary network's last block before it takes part. Only
// nodes that run are of use: it waits for three quarters of them.
func (n *node) arguments(common setting, beacons []*node) []string {
	var beaconAddresses, beaconIDs []string
	for _, beacon := range beacons {
		beaconAddresses = append(beaconAddresses,
			net.JoinHostPort(beacon.address, strconv.Itoa(beacon.ports.staking)))
		beaconIDs = append(beaconIDs, beacon.identity.nodeID.String())
	}
	arguments := []string{
		"--network-id=" + strconv.Itoa(networkID),
		"--genesis-file=" + common.genesisFile,
		"--data-dir=" + n.directory,
		"--log-dir=" + n.logs(),
		"--log-level=" + common.logLevel,
		"--log-display-level=error",
		"--log-disable-display-plugin-logs=true",
		"--plugin-dir=" + common.pluginDir,
		"--http-host=" + n.address,
		"--http-port=" + strconv.Itoa(n.ports.http),
		"--staking-host=" + n.address,
		"--staking-port=" + strconv.Itoa(n.ports.staking),
		"--public-ip=" + n.address,
		"--staking-tls-key-file=" + n.identity.keyFile,
		"--staking-tls-cert-file=" + n.identity.certificateFile,
		"--staking-signer-key-file=" + n.identity.signerFile,
		"--bootstrap-ips=" + strings.Join(beaconAddresses, ","),
		"--bootstrap-ids=" + strings.Join(beaconIDs, ","),
		"--track-subnets=" + common.trackSubnets,
		"--fd-limit=" + strconv.FormatUint(openFilesMax(), 10),
	}
	arguments = append(arguments, common.consensus.primaryNetworkArguments()...)
	return append(arguments, impatience(common.consensus.sampleSize)...)
}

// impatience makes a node of a small local network look as often as one wants to see it change.
func impatience(validators int) []string {
	arguments := []string{
		"--health-check-frequency=1s",
		"--network-peer-list-pull-gossip-frequency=250ms",
		"--network-initial-reconnect-delay=200ms",
		"--network-max-reconnect-delay=1s",
		// A question to a node that has not made the chain yet gets no answer. Half a start would be
		// waiting for such answers.
		"--network-initial-timeout=2s",
		// The validators just added count at once, not only when their block is half a minute old.
		"--proposervm-use-current-height=true",
		"--proposervm-min-block-delay=0s",
		// How full the disk is is not what is tested.
		"--system-tracker-disk-required-available-space-percentage=0",
		"--system-tracker-disk-warning-available-space-percentage=0",
	}
	if validators == 1 {
		arguments = append(arguments, "--network-health-min-conn-peers=0")
	}
	return arguments
}

// openFilesMax is what the node would like to have, or what it may have: it refuses to start when it
// asks for more.
func openFilesMax() uint64 {
	const wanted = 32768
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 1024
	}
	return min(wanted, limit.Max)
}
