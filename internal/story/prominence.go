package story

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// What a scene's place in the film adds to any moment in it, percent.
const (
	leadStrength       = 6
	companyStrength    = 2  // each further lead
	mostLeadStrength   = 10 // all of them together
	appearanceStrength = 8
	longStrength       = 6
	actStrength        = 6
	longEighths        = 20 // two and a half pages
)

// appearances are the numbers of the scenes in which each lead is first and last seen.
func (x *finder) appearances() (first, last map[string]string) {
	first, last = map[string]string{}, map[string]string{}
	leads := setOf(x.cast.leads())
	for _, s := range x.facts.Scenes {
		for _, c := range s.Characters {
			if !leads[c] {
				continue
			}
			if first[c] == "" {
				first[c] = s.Number
			}
			last[c] = s.Number
		}
	}
	return first, last
}

// prominence is what speaks for a scene whatever happens in it.
func (x *finder) prominence(s production.Scene, first, last map[string]string) []evidence {
	var list []evidence
	add := func(source string, strength int, text string) {
		list = append(list, evidence{source: source, strength: strength, text: text, scene: s.Number})
	}
	leads := x.cast.leads()
	var here []string
	for _, c := range leads {
		for _, present := range s.Characters {
			if present == c {
				here = append(here, c)
				break
			}
		}
	}
	if len(here) > 0 {
		add(fromPart, min(leadStrength+companyStrength*(len(here)-1), mostLeadStrength), "with "+x.cast.names(here[:min(3, len(here))]))
	}
	for _, c := range here {
		if first[c] == s.Number && first[c] != last[c] {
			add("first appearance", appearanceStrength, x.cast.display(c)+"'s first scene in the script")
		}
		if last[c] == s.Number && first[c] != last[c] {
			add("last appearance", appearanceStrength, x.cast.display(c)+"'s last scene in the script")
		}
	}
	if s.Eighths >= longEighths {
		add(fromLength, longStrength, fmt.Sprintf("long scene: %s pages", pages(s.Eighths)))
	}
	if act := x.opensAct(s); act != "" {
		add("act", actStrength, "opens "+act)
	}
	return list
}

// opensAct names the act that begins with a scene, where the writer's own outline says so.
func (x *finder) opensAct(s production.Scene) string {
	if len(s.Sections) == 0 || !strings.HasPrefix(strings.ToLower(s.Sections[0]), "act") {
		return ""
	}
	for i, other := range x.facts.Scenes {
		if sceneKey(other) != sceneKey(s) {
			continue
		}
		if i > 0 && len(x.facts.Scenes[i-1].Sections) > 0 && x.facts.Scenes[i-1].Sections[0] == s.Sections[0] {
			return ""
		}
		return s.Sections[0]
	}
	return ""
}

// pages writes eighths as script people do: "2 4/8".
func pages(eighths int) string {
	switch whole, rest := eighths/8, eighths%8; {
	case rest == 0:
		return fmt.Sprint(whole)
	case whole == 0:
		return fmt.Sprintf("%d/8", rest)
	default:
		return fmt.Sprintf("%d %d/8", whole, rest)
	}
}
