// Package card knows camera cards: which camera wrote one, what its clips are, what is missing on it, on which
// medium it lies, and what its copy may be called.
//
// Nothing here opens a recording. What a card is follows from the names, sizes and times on it, by the rules in
// structures.json, each with the source it was taken from; docs/formats/cards.md explains them.
package card

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// File is one file of a card.
type File struct {
	Path     string // below the card, with slashes
	Size     int64  // bytes
	Modified time.Time
}

// Tree is what lies on a card. Of does not mind the order.
type Tree struct {
	Files   []File
	Folders []string // below the card, with slashes
	Broken  []Note   // what could not be listed
}

// Card is what is known of a card. What is not known is empty.
type Card struct {
	Volume     Volume // the medium that it lies on
	Maker      string // "Sony"; "" where the structure is one that many makers use
	Kind       string // "XAVC", "DCF"; "" for a plain folder
	Reel       string // "A001", "A003R1XX"; the one that most of the clips have
	Structures []Part // what lies on it, the largest first
	Clips      []Clip // sorted by path
	Files      int    // without those that computers leave on cards
	Bytes      int64
	Notes      []Note // what a person must know before the card is formatted
}

// Part is what one structure has of a card: a camera that takes pictures and films writes two.
type Part struct {
	Name  string // of the structure in structures.json, "" for plain files
	Maker string
	Kind  string
	Clips int
	Files int
	Bytes int64
}

// What a clip can be.
const (
	Video = "video"
	Still = "still"
	Sound = "sound"
)

// Clip is one recording, with all parts that it spans and all that belongs to it.
type Clip struct {
	Name      string
	Structure string
	Kind      string    // Video, Still or Sound
	Reel      string    // "" where its name carries none
	Media     []string  // paths of its parts, in order
	Others    []string  // paths of previews, thumbnails, lists and sound beside it
	Bytes     int64     // of all of them
	Modified  time.Time // the latest
}

// Note is something about a card that a person should look at before the card is formatted.
type Note struct {
	Path    string // the file or folder that it is about, "" for the card
	Code    string
	Message string
	Grave   bool // material is missing, or may be
}

// The codes of notes.
const (
	NotListed  = "not_listed"  // a folder of the card cannot be read
	Empty      = "empty"       // a recording without a byte
	PartGone   = "part_gone"   // a recording lacks one of the files that it spans
	MediaGone  = "media_gone"  // there is all that belongs to a recording, but not the recording
	ClipGone   = "clip_gone"   // the numbers of the clips leave one out
	IndexGone  = "index_gone"  // a file is missing that the camera writes with a recording
	ManyReels  = "many_reels"  // clips of several reels are on one card
	NoMaterial = "no_material" // nothing was recorded, or it is not where it is looked for
)

// Camera is maker and kind in words, as a receipt and a report name it: "Sony XAVC".
func (c Card) Camera() string { return strings.TrimSpace(c.Maker + " " + c.Kind) }

// Values are the fields of a naming template that the card itself tells: card (its reel, else the name of its volume),
// camera, reel, volume, and date, the day of its newest clip in zone. Who knows more adds production, day, operator and
// unit, and a better name for the card.
func (c Card) Values(zone *time.Location) map[string]string {
	values := map[string]string{"card": cmp.Or(c.Reel, c.Volume.Name), "camera": c.Camera(), "reel": c.Reel, "volume": c.Volume.Name}
	if newest := c.Newest(); !newest.IsZero() {
		values["date"] = newest.In(zone).Format(time.DateOnly)
	}
	return values
}

// Count is how many clips of a kind there are.
func (c Card) Count(kind string) int {
	n := 0
	for _, clip := range c.Clips {
		if clip.Kind == kind {
			n++
		}
	}
	return n
}

// Grave tells whether material is missing on the card, or may be.
func (c Card) Grave() bool {
	return slices.ContainsFunc(c.Notes, func(n Note) bool { return n.Grave })
}

// Look reads what lies on a card and recognises it. mounted is where fsys is, so that its medium can be asked for;
// with "" only the tree is looked at. A folder that cannot be listed is a note.
func Look(fsys fs.FS, mounted string) Card {
	c := Of(Read(fsys))
	if mounted != "" {
		c.Volume = VolumeOf(mounted)
	}
	return c
}

// Read lists a card. Links and special files are left out: they are no recordings.
func Read(fsys fs.FS) Tree {
	var t Tree
	_ = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			t.Broken = append(t.Broken, Note{Path: path, Code: NotListed, Message: "cannot be read: " + bare(err).Error(), Grave: true})
			return fs.SkipDir
		}
		switch {
		case path == ".":
		case d.IsDir():
			t.Folders = append(t.Folders, path)
		case d.Type().IsRegular():
			info, err := d.Info()
			if err != nil {
				t.Broken = append(t.Broken, Note{Path: path, Code: NotListed, Message: "cannot be read: " + bare(err).Error(), Grave: true})
				return nil
			}
			t.Files = append(t.Files, File{path, info.Size(), info.ModTime()})
		}
		return nil
	})
	return t
}

// bare is an error without the path that it names again.
func bare(err error) error {
	for {
		path, ok := err.(*fs.PathError) //nolint:errorlint // what is wrapped deeper has its own words
		if !ok {
			return err
		}
		err = path.Err
	}
}
