package card

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// notes tells what is missing or strange on the card.
func (s *sorter) notes(files []File) []Note {
	var list []Note
	reels := map[string]int{}
	recorded := false
	for _, g := range s.order {
		list = append(list, g.notes()...)
		recorded = recorded || g.isMedia
		if g.isMedia && g.Reel != "" {
			reels[g.Reel]++
		}
	}
	if !recorded {
		list = append(list, Note{Code: NoMaterial, Message: "no recording was found; was the right card or folder chosen?"})
	}
	if len(reels) > 1 {
		names := make([]string, 0, len(reels))
		for name := range reels {
			names = append(names, name)
		}
		slices.Sort(names)
		list = append(list, Note{Code: ManyReels, Message: fmt.Sprintf("clips of %d reels are on it: %s", len(reels), strings.Join(names, ", "))})
	}
	return append(append(list, s.leftOut()...), s.missing(files)...)
}

// notes of one clip.
func (g *gathered) notes() []Note {
	if !g.isMedia {
		at := cmp.Or(g.folder, g.first())
		what := "holds no recording: was it deleted, or could the camera not write it?"
		if g.folder == "" {
			what = "belongs to a recording that is not there: was it deleted, or could the camera not write it?"
		}
		return []Note{{Path: at, Code: MediaGone, Message: what, Grave: true}}
	}
	var list []Note
	for _, path := range g.empty {
		list = append(list, Note{Path: path, Code: Empty, Message: "has no content: the camera could not write or finish it", Grave: true})
	}
	return append(list, g.gaps()...)
}

func (g *gathered) first() string {
	if len(g.Others) == 0 {
		return g.Name
	}
	return slices.Min(g.Others)
}

// gaps finds numbers that are left out among the parts of a clip.
func (g *gathered) gaps() []Note {
	if len(g.parts) == 0 || g.of == nil {
		return nil
	}
	next := g.parts[0].number
	if g.of.First != nil {
		next = *g.of.First
		if first, ok := g.of.Firsts[g.pre]; ok {
			next = first
		}
	}
	list := g.onlyShown()
	for _, p := range g.parts {
		if p.number > next {
			list = append(list, Note{Path: p.path, Code: PartGone, Message: g.lacks(next, p.number-1), Grave: true})
		}
		next = max(next, p.number+1)
	}
	return list
}

// onlyShown finds parts of which there is but a preview. One between others is missed already.
func (g *gathered) onlyShown() []Note {
	var list []Note
	last := g.parts[len(g.parts)-1].number
	for _, s := range g.shown {
		if s.number > last {
			list = append(list, Note{Path: s.path, Code: PartGone, Message: fmt.Sprintf("is the preview of part %d of %s, which is missing", s.number, g.Name), Grave: true})
			last = s.number // it may have two
		}
	}
	return list
}

func (g *gathered) lacks(from, to int) string {
	what := "part"
	if g.of.Frames {
		what = "frame"
	}
	if from == to {
		return fmt.Sprintf("before it %s %d of %s is missing", what, from, g.Name)
	}
	return fmt.Sprintf("before it %ss %d to %d of %s are missing", what, from, to, g.Name)
}

// leftOut finds clips that are left out where the camera counts them.
func (s *sorter) leftOut() []Note {
	byReel := map[string][]*gathered{}
	for _, g := range s.order {
		if g.isMedia && g.number != "" && g.of.Counted && g.Reel != "" {
			byReel[g.Reel] = append(byReel[g.Reel], g)
		}
	}
	var list []Note
	for reel, clips := range byReel {
		slices.SortFunc(clips, func(a, b *gathered) int { return cmp.Compare(a.number, b.number) })
		next := 0
		for i, g := range clips {
			n, _ := strconv.Atoi(g.number)
			if i > 0 && n > next {
				numbers := fmt.Sprintf("C%0*d", len(g.number), next)
				if n-1 > next {
					numbers += fmt.Sprintf(" to C%0*d", len(g.number), n-1)
				}
				list = append(list, Note{Path: g.Media[0], Code: ClipGone, Message: fmt.Sprintf("before it %s of reel %s is missing on this card", numbers, reel), Grave: true})
			}
			next = n + 1
		}
	}
	return list
}

// missing finds files that the camera writes with what is there, but that are not there.
func (s *sorter) missing(files []File) []Note {
	var there map[string]bool
	var list []Note
	for _, of := range s.structures {
		if s.parts[of.Name] == nil {
			continue
		}
		for _, n := range of.Needs {
			if there == nil {
				there = make(map[string]bool, len(files))
				for _, f := range files {
					there[capitals(f.Path)] = true
				}
			}
			list = append(list, n.check(files, there)...)
		}
	}
	return list
}

// check tells of every file whose companion is not there.
func (n need) check(files []File, there map[string]bool) []Note {
	var list []Note
	said := map[string]bool{}
	for _, f := range files {
		match := n.Of.FindStringSubmatchIndex(capitals(f.Path))
		if match == nil {
			continue
		}
		found, first := false, ""
		for _, template := range n.Need {
			path := string(n.Of.ExpandString(nil, template, f.Path, match))
			first = cmp.Or(first, path)
			found = found || there[capitals(path)]
		}
		if found || (n.Once && said[first]) {
			continue
		}
		said[first] = true
		at := f.Path
		if n.Once {
			at = folderOf(first)
		}
		list = append(list, Note{Path: at, Code: IndexGone, Message: n.Says, Grave: !n.Mild})
	}
	return list
}

func folderOf(path string) string {
	if i := strings.LastIndex(path, "/"); i >= 0 {
		return path[:i]
	}
	return ""
}

// sortedNotes puts the grave ones first, then by path.
func sortedNotes(list []Note) []Note {
	slices.SortStableFunc(list, func(a, b Note) int {
		if a.Grave != b.Grave {
			if a.Grave {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return list
}
