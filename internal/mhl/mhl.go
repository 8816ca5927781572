// Package mhl reads and continues ASC Media Hash Lists, version 2.0: what a folder says of its files.
//
// A history is the folder "ascmhl" beside the files: one manifest for each generation and a chain file that
// holds the C4 hash of each. Histories may be nested; a file belongs to the one closest to it. The rules are
// those of the ASC MHL specification v1.0 (15 March 2022) and its schemas; section numbers in comments are
// of that document.
package mhl

import (
	"time"

	"github.com/btsdirector/bts/internal/digest"
)

// Names that the standard fixes (sections 5.3 and 7.3).
const (
	Folder    = "ascmhl"
	ChainFile = "ascmhl_chain.xml"
	Extension = ".mhl"
)

const (
	namespace      = "urn:ASC:MHL:v2.0"
	chainNamespace = "urn:ASC:MHL:DIRECTORY:v2.0"
	version        = "2.0"
)

// Action says what a recorded hash is worth (section 6.5.1).
type Action string

// The actions. Failed hashes are never compared with.
const (
	Original Action = "original"
	Verified Action = "verified"
	Failed   Action = "failed"
)

// Process says what was done when a manifest came to be (section 6.4.6).
type Process string

// The processes.
const (
	InPlace   Process = "in-place"
	Transfer  Process = "transfer"
	Flattened Process = "flatten"
)

// Hash is one hash of a file or folder as a manifest holds it. Append fills an empty Action by comparing with
// the history. A zero At is left out: then the hash is of the time when the manifest was made.
type Hash struct {
	digest.Sum
	Action Action
	At     time.Time
}

// Entry is what a generation records of one file or folder.
type Entry struct {
	Path     string // below the scope, parts joined by "/"; "." is the scope itself
	Previous string // the path that the history knows it by, where that is another
	Size     int64  // bytes, of files
	Modified time.Time
	Folder   bool
	Hashes   []Hash // of files; a file without any is left out, and its folders then have no hashes
}

// Author is a person of a manifest (section 6.4.4).
type Author struct{ Name, Email, Phone, Role string }

// Creator says who made a manifest, where and with what (section 6.4.2).
type Creator struct {
	Host, Tool, ToolVersion string
	Authors                 []Author
	Location, Comment       string
}

// Generation is what Append writes.
type Generation struct {
	Process Process
	Started time.Time // of the operation; it is in the names of all its manifests
	Created time.Time // of the manifest; Started when zero
	Creator Creator
	Ignore  []string // patterns beyond those that the history has already
	// Whole tells that Entries are everything there is below the scope, so that folders and root get hashes and
	// every nested history its generation. Otherwise only what is in Entries is recorded.
	Whole   bool
	Entries []Entry // in any order
	// Many, where it is not nil, are the entries instead.
	Many Entries
}

// Reference is a hash that a file may be compared with.
type Reference struct {
	digest.Sum
	Action     Action
	Generation int
	At         time.Time // zero where it is not said
}
