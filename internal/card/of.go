package card

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Of recognises a card by what lies on it.
func Of(t Tree) Card {
	s := sorter{
		rules: theRules(), clips: map[string]*gathered{}, parts: map[string]*Part{}, makers: map[string]map[string]int{},
		list: make([]Clip, 0, len(t.Files)+len(t.Folders)),
	}
	s.structures = s.rules.marked(t)
	files, byPath := t.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(files, byPath) {
		files = slices.Clone(files)
		slices.SortFunc(files, byPath)
	}
	for _, f := range files {
		if caps := capitals(f.Path); !s.rules.ignores(caps) {
			s.put(f, caps)
		}
	}
	for _, folder := range t.Folders {
		s.folder(folder)
	}
	s.clips = nil // what follows needs memory of its own
	for _, g := range s.order {
		if g.isMedia {
			g.arrange()
			g.Reel = s.rules.reel(g.Media[0])
		}
	}
	notes := sortedNotes(append(s.notes(files), t.Broken...))
	c := s.card()
	c.Notes = notes
	return c
}

// marked are the structures whose mark is on the card.
func (r *rules) marked(t Tree) []*structure {
	var list []*structure
	for _, s := range r.Structures {
		if s.Mark.Regexp == nil || slices.ContainsFunc(t.Folders, s.marks) ||
			slices.ContainsFunc(t.Files, func(f File) bool { return s.marks(f.Path) }) {
			list = append(list, s)
		}
	}
	return list
}

func (s *structure) marks(path string) bool { return s.Mark.MatchString(capitals(path)) }

// gathered is a clip while its files come together.
type gathered struct {
	*Clip
	of      *structure
	parts   []numbered
	shown   []numbered // parts that there is a preview of
	empty   []string   // recordings without a byte
	number  string
	pre     string
	folder  string // that is the clip
	isMedia bool
}

type numbered struct {
	number int
	path   string
}

// sorter puts the files of a card to their clips.
type sorter struct {
	rules      *rules
	structures []*structure
	clips      map[string]*gathered
	order      []*gathered
	list       []Clip // has room for all from the beginning: others point into it
	parts      map[string]*Part
	makers     map[string]map[string]int // structure -> maker -> files
	files      int
	bytes      int64
}

func (s *sorter) put(f File, caps string) {
	ext := extension(f.Path)
	p, found := find(s.structures, f.Path, caps, ext)
	kind := s.rules.kindOf[ext]
	if !found && kind != "" { // a recording that lies anywhere
		p = place{rule: &fileRule{Role: media}, key: "\x00" + f.Path, name: stem(f.Path), part: -1}
	}
	s.count(p.of, f, caps)
	if p.key == "" {
		return
	}
	g := s.clip(p)
	g.Bytes += f.Size
	if f.Modified.After(g.Modified) {
		g.Modified = f.Modified
	}
	if p.rule.Role != media || (kind == "" && p.of != nil) {
		g.Others = append(g.Others, f.Path)
		switch {
		case p.part < 0:
		case p.rule.Role == sound:
			g.parts = append(g.parts, numbered{p.part, f.Path})
		case p.rule.Role == proxy:
			g.shown = append(g.shown, numbered{p.part, f.Path})
		}
		return
	}
	g.take(f, p, kind)
}

// take adds a recording, or a part of one, to its clip. A picture that moves for a moment stays a picture.
func (g *gathered) take(f File, p place, kind string) {
	if !g.isMedia && g.of != nil && g.of.Named == "file" {
		g.Name = stem(f.Path)
	}
	g.isMedia = true
	g.Kind = cmp.Or(g.Kind, kind)
	g.Media = append(g.Media, f.Path)
	g.number, g.pre = cmp.Or(g.number, p.number), cmp.Or(g.pre, p.pre)
	if p.part >= 0 {
		g.parts = append(g.parts, numbered{p.part, f.Path})
	}
	if f.Size == 0 {
		g.empty = append(g.empty, f.Path)
	}
}

func (s *sorter) clip(p place) *gathered {
	g := s.clips[p.key]
	if g == nil {
		s.list = append(s.list, Clip{Name: p.name})
		g = &gathered{of: p.of, Clip: &s.list[len(s.list)-1]}
		if p.of != nil {
			g.Structure = p.of.Name
		}
		s.clips[p.key] = g
		s.order = append(s.order, g)
	}
	return g
}

// folder makes a clip of a folder that is one, so that an empty one is seen.
func (s *sorter) folder(path string) {
	for _, of := range s.structures {
		if of.Folders.Regexp == nil {
			continue
		}
		if match := of.Folders.FindStringSubmatchIndex(capitals(path)); match != nil {
			g := s.clip(placed(of, &fileRule{Match: of.Folders}, path, match))
			g.folder = path
			return
		}
	}
}

// enough is how many files are asked for their maker: a card is of one camera.
const enough = 1000

// count notes what a structure has of the card.
func (s *sorter) count(of *structure, f File, caps string) {
	s.files++
	s.bytes += f.Size
	name := ""
	if of != nil {
		name = of.Name
	}
	part := s.parts[name]
	if part == nil {
		part = &Part{Name: name}
		if of != nil {
			part.Maker, part.Kind = of.Maker, of.Kind
		}
		s.parts[name], s.makers[name] = part, map[string]int{}
	}
	part.Files++
	part.Bytes += f.Size
	if of == nil || part.Files > enough {
		return
	}
	for _, m := range of.Makers {
		if m.Match.MatchString(caps) {
			s.makers[name][m.Maker]++
			break
		}
	}
}

// card is what came together; nobody may look at what was gathered afterwards.
func (s *sorter) card() Card {
	c := Card{Files: s.files, Bytes: s.bytes}
	reels := map[string]int{}
	for _, g := range s.order {
		if !g.isMedia {
			continue
		}
		if g.Reel != "" {
			reels[g.Reel]++
		}
		s.parts[g.Structure].Clips++
	}
	c.Clips = slices.DeleteFunc(s.list, func(clip Clip) bool { return len(clip.Media) == 0 })
	slices.SortFunc(c.Clips, func(a, b Clip) int { return cmp.Compare(a.Media[0], b.Media[0]) })
	for name, part := range s.parts {
		part.Maker = cmp.Or(part.Maker, most(s.makers[name]))
		c.Structures = append(c.Structures, *part)
	}
	slices.SortFunc(c.Structures, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(b.Files, a.Files), cmp.Compare(a.Name, b.Name))
	})
	c.Reel = most(reels)
	c.Maker, c.Kind = leading(c.Structures)
	return c
}

// leading names the camera: the structure with the most bytes that has clips, and where that is one of many makers, the
// maker that another structure of the card knows. A folder in which plain recordings prevail is of no camera.
func leading(parts []Part) (maker, kind string) {
	clips := slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Clips == 0 })
	if len(clips) == 0 || clips[0].Name == "" {
		return "", ""
	}
	for _, p := range clips {
		maker = cmp.Or(maker, p.Maker)
	}
	return maker, clips[0].Kind
}

// arrange puts the parts of a clip in order.
func (g *gathered) arrange() {
	if len(g.Media) == 1 && len(g.parts) < 2 {
		if g.of != nil && g.of.Named == "file" {
			g.Name = stem(g.Media[0])
		}
		return
	}
	slices.SortFunc(g.parts, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.path, b.path)) })
	at := make(map[string]int, len(g.parts))
	for i, p := range g.parts {
		at[p.path] = i
	}
	slices.SortStableFunc(g.Media, func(a, b string) int { return cmp.Or(cmp.Compare(at[a], at[b]), cmp.Compare(a, b)) })
	if g.of != nil && g.of.Named == "file" {
		g.Name = stem(g.Media[0])
	}
}

// reel is the reel that a path names, "" without one.
func (r *rules) reel(path string) string {
	path = capitals(path)
	for _, rule := range r.Reels {
		if match := rule.Match.FindStringSubmatchIndex(path); match != nil {
			return rule.Match.group(path, match, "reel")
		}
	}
	return ""
}

// most is the word that was counted most; among equals the first by the alphabet.
func most(counts map[string]int) string {
	best := ""
	for word, n := range counts {
		if n > counts[best] || (n == counts[best] && (best == "" || word < best)) {
			best = word
		}
	}
	return best
}

// stem is the name of a file without its extension.
func stem(path string) string {
	name := path[strings.LastIndex(path, "/")+1:]
	if i := strings.LastIndex(name, "."); i > 0 {
		return name[:i]
	}
	return name
}

// Newest is the time of the newest clip, zero without clips.
func (c Card) Newest() time.Time {
	var t time.Time
	for _, clip := range c.Clips {
		if clip.Modified.After(t) {
			t = clip.Modified
		}
	}
	return t
}
