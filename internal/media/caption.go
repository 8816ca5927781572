package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Caption is what goes with a still to the press (IPTC Photo Metadata Standard 2023.2). What is empty is not written.
type Caption struct {
	Title, Headline, Description string
	AltText                      string // for who does not see it
	Creators                     []string
	Credit, Source, Copyright    string
	Created                      time.Time // when it was taken, with its zone
	Location                     Location
	People                       []string // shown, by name
	Keywords                     []string
	Job                          string       // identifier: TransmissionReference
	Instructions                 string       // an embargo
	Release                      ModelRelease // of who is shown
	Rating                       int          // 0 is none, 1 to 5, -1 is rejected
}

// Location is where it was taken.
type Location struct {
	Name, Sublocation, City, Province, Country string
	CountryCode                                string // ISO 3166, two or three letters
}

// ModelRelease is a term of the PLUS vocabulary.
type ModelRelease string

// The terms.
const (
	NoRelease       ModelRelease = "MR-NON" // there is none
	NotApplicable   ModelRelease = "MR-NAP" // nobody can be recognised
	Unlimited       ModelRelease = "MR-UMR"
	LimitedReleases ModelRelease = "MR-LMR" // some are limited, or missing
)

// plus is where the terms are.
const plus = "http://ns.useplus.org/ldf/vocab/"

// writer is what XMP says wrote it: sidecars with it are ours.
const writer = "BTS Director"

// namespacesWritten are the prefixes of what is written.
var namespacesWritten = [][2]string{
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}, {"dc", "http://purl.org/dc/elements/1.1/"}, {"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
	{"xmp", "http://ns.adobe.com/xap/1.0/"}, {"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"}, {"Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"},
	{"plus", "http://ns.useplus.org/ldf/xmp/1.0/"},
}

// XMP is the caption as a document for a sidecar (ISO 16684-1).
func (c Caption) XMP() []byte {
	p := &properties{}
	p.raw(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` + "\n" + `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="` + writer + `">` + "\n")
	p.raw(`<rdf:RDF xmlns:rdf="` + namespacesWritten[0][1] + `">` + "\n" + `<rdf:Description rdf:about=""`)
	for _, n := range namespacesWritten[1:] {
		p.raw(` xmlns:` + n[0] + `="` + n[1] + `"`)
	}
	p.raw(">\n")
	p.language("dc:title", c.Title)
	p.text("photoshop:Headline", c.Headline)
	p.language("dc:description", c.Description)
	p.language("Iptc4xmpCore:AltTextAccessibility", c.AltText)
	p.list("dc:creator", "rdf:Seq", c.Creators)
	p.text("photoshop:Credit", c.Credit)
	p.text("photoshop:Source", c.Source)
	p.language("dc:rights", c.Copyright)
	if !c.Created.IsZero() {
		p.text("photoshop:DateCreated", c.Created.Format("2006-01-02T15:04:05.999-07:00"))
	}
	p.location(c.Location)
	p.list("Iptc4xmpExt:PersonInImage", "rdf:Bag", c.People)
	p.list("dc:subject", "rdf:Bag", c.Keywords)
	p.text("photoshop:TransmissionReference", c.Job)
	p.text("photoshop:Instructions", c.Instructions)
	if c.Release != "" {
		p.text("plus:ModelReleaseStatus", plus+string(c.Release))
	}
	if c.Rating != 0 {
		p.text("xmp:Rating", strconv.Itoa(c.Rating))
	}
	p.raw("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n" + `<?xpacket end="w"?>` + "\n")
	return p.Bytes()
}

// properties writes those that are not empty.
type properties struct{ bytes.Buffer }

func (p *properties) raw(s string) { p.WriteString(s) }

func (p *properties) escaped(s string) {
	_ = xml.EscapeText(p, []byte(strings.TrimSpace(s))) // a buffer takes everything
}

func (p *properties) text(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.raw("<" + name + ">")
	p.escaped(value)
	p.raw("</" + name + ">\n")
}

// language is a text that may be there in several; ours is for everybody.
func (p *properties) language(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.raw("<" + name + `><rdf:Alt><rdf:li xml:lang="x-default">`)
	p.escaped(value)
	p.raw("</rdf:li></rdf:Alt></" + name + ">\n")
}

func (p *properties) list(name, kind string, values []string) {
	if strings.TrimSpace(strings.Join(values, "")) == "" {
		return
	}
	p.raw("<" + name + "><" + kind + ">")
	for _, value := range values {
		if strings.TrimSpace(value) != "" {
			p.raw("<rdf:li>")
			p.escaped(value)
			p.raw("</rdf:li>")
		}
	}
	p.raw("</" + kind + "></" + name + ">\n")
}

func (p *properties) location(l Location) {
	if l == (Location{}) {
		return
	}
	p.raw(`<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource">` + "\n")
	p.language("Iptc4xmpExt:LocationName", l.Name)
	p.text("Iptc4xmpExt:Sublocation", l.Sublocation)
	p.text("Iptc4xmpExt:City", l.City)
	p.text("Iptc4xmpExt:ProvinceState", l.Province)
	p.text("Iptc4xmpExt:CountryName", l.Country)
	p.text("Iptc4xmpExt:CountryCode", l.CountryCode)
	p.raw("</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>\n")
	// What was before LocationCreated is still what most programs show.
	p.text("Iptc4xmpCore:Location", l.Sublocation)
	p.text("photoshop:City", l.City)
	p.text("photoshop:State", l.Province)
	p.text("photoshop:Country", l.Country)
	p.text("Iptc4xmpCore:CountryCode", l.CountryCode)
}

// SidecarPath is where the sidecar of a still lies: beside it, with its name and .xmp in the place of its extension.
func SidecarPath(still string) string {
	return strings.TrimSuffix(still, filepath.Ext(still)) + ".xmp"
}

// WriteSidecar writes the caption into a sidecar, all or nothing. It replaces one that we wrote; of another program's it
// returns conflict, because that has settings which would be lost. It returns unavailable where nothing can be written.
func WriteSidecar(path string, c Caption) error {
	if err := ourSidecar(path); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".bts-*.xmp")
	if err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", path).WithCause(err)
	}
	defer os.Remove(temporary.Name()) // where it was not renamed
	_, err = temporary.Write(c.XMP())
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close()) //nolint:gosec // other programs read it
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		return fault.New(fault.Unavailable, "%s cannot be written", path).WithCause(err)
	}
	return nil
}

// ourSidecar tells with an error that the file is there and is not ours.
func ourSidecar(path string) error {
	about, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil || !about.Mode().IsRegular() {
		return fault.New(fault.Conflict, "%s is there and is no file of ours", path)
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return fault.New(fault.Unavailable, "%s cannot be read", path).WithCause(err)
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 1024))
	if err != nil || !bytes.Contains(head, []byte(`x:xmptk="`+writer+`"`)) {
		return fault.New(fault.Conflict, "%s was written by another program", path).WithRemedy("Move it away, or write the caption into a copy of the still.")
	}
	return nil
}
