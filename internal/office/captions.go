package office

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// captionStyle is how a production writes the captions of its stills.
var captionStyle = noun[caption.Style]{
	kind: "caption_style", right: access.EditLibrary, topic: topicLibrary,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _ string) (caption.Style, error) {
		return tx.FindCaptionStyle(ctx, in)
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now caption.Style) error {
		return tx.SaveCaptionStyle(ctx, in, now)
	},
	id: func(caption.Style) string { return "" }, title: func(caption.Style) string { return "Style of captions" },
	check: caption.Style.Check,
}

func init() { enter(captionStyle, takeBack, nothing) }

// CaptionStyle is how captions are written, and what whoever asks may do about it.
type CaptionStyle struct {
	caption.Style
	Known  []caption.Code // all that can be typed: those of the style, and those of cast and crew
	Base   int64
	MaySet bool
}

// CaptionStyle is how a production writes the captions of its stills.
func (o *Office) CaptionStyle(ctx context.Context, in production.ProductionID) (CaptionStyle, error) {
	out := CaptionStyle{MaySet: access.Require(ctx, access.EditLibrary, in) == nil}
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		w, err := captionWriter(ctx, tx, in)
		if err != nil {
			return err
		}
		out.Style, out.Known = w.Style(), w.Codes()
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// SetCaptionStyle changes how captions are written: the fields that are sent. It returns fault.Invalid for a template or a list
// that cannot be, with the place of the mistake.
func (o *Office) SetCaptionStyle(ctx context.Context, in production.ProductionID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, "set_caption_style", func(p *pen) (string, error) {
		_, err := amend(ctx, p, captionStyle, "", w)
		return "", err
	})
}

// captionWriter writes captions as a production does, with codes for everybody of its cast and crew.
func captionWriter(ctx context.Context, tx *store.Tx, in production.ProductionID) (*caption.Writer, error) {
	style, err := tx.FindCaptionStyle(ctx, in)
	if err != nil {
		return nil, err
	}
	codes, err := knownCodes(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	return caption.NewWriter(style, codes...)
}

// notCode is what a code is not made of.
var notCode = regexp.MustCompile(`[^\pL\pN]+`)

// knownCodes are codes of cast and crew: a cast number gives "Performer (Character)", the performer, the character; the role of a head
// gives "Name, role" and the name. A code that would mean two is none. Who may not see closed scenes types none of the cast: a
// character may be in no other.
func knownCodes(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]caption.Code, error) {
	people, err := tx.FindPeople(ctx, in)
	if err != nil {
		return nil, err
	}
	hide, err := shieldFor(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	all := map[string][]caption.Code{}
	add := func(code string, says ...string) {
		if code = strings.ToLower(strings.Trim(notCode.ReplaceAllString(code, "-"), "-")); code != "" && len(code) <= 40 {
			all[code] = append(all[code], caption.Code{Code: code, Says: says})
		}
	}
	for _, p := range people {
		switch {
		case p.Role != "" && p.Character == "":
			add(p.Role, p.Name+", "+strings.ToLower(p.Role), p.Name)
		case p.Character != "" && hide.scenes == nil && !production.IsBoardID(p.Name):
			character := inTitle(p.Character)
			if strings.EqualFold(p.Name, p.Character) {
				add(p.BoardID, character)
			} else {
				add(p.BoardID, p.Name+" ("+character+")", p.Name, character)
			}
		}
	}
	var out []caption.Code
	for _, same := range all {
		if len(same) == 1 {
			out = append(out, same[0])
		}
	}
	return out, nil
}

// inTitle writes a name of a script as a caption does: "THE DIVER" is "The Diver".
func inTitle(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		r := []rune(w)
		words[i] = strings.ToUpper(string(r[:1])) + string(r[1:])
	}
	return strings.Join(words, " ")
}

// CaptionedAsset is an asset with the caption that goes with it.
type CaptionedAsset struct {
	Shown
	media.Caption
	Typed    bool // the description is what somebody typed, not made from the template
	Problems []caption.Problem
}

// mostCaptioned is how many captions are shown at once.
const mostCaptioned = 500

// Captions are the captions of chosen assets as they would be written now. It returns what chosen returns.
func (o *Office) Captions(ctx context.Context, in production.ProductionID, c AssetChoice) (out []CaptionedAsset, err error) {
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		all, err := o.chosen(ctx, tx, in, c, mostCaptioned)
		if err == nil {
			out, err = o.captioned(ctx, tx, in, all)
		}
		return err
	})
	return out, err
}

// captioned are assets with their captions.
func (o *Office) captioned(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset) ([]CaptionedAsset, error) {
	w, err := captionWriter(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return nil, err
	}
	shown, err := withLooks(ctx, tx, in, all)
	if err != nil {
		return nil, err
	}
	if err := o.screenTies(ctx, tx, in, shown); err != nil {
		return nil, err
	}
	members, err := tx.FindMembers(ctx, in)
	if err != nil {
		return nil, err
	}
	operators := map[production.MemberID]string{}
	for _, m := range members {
		operators[m.ID] = m.Name
	}
	scenes := map[production.SceneID]production.Scene{}
	if slices.ContainsFunc(shown, func(a Shown) bool { return a.Scene != "" }) {
		list, err := tx.FindScenes(ctx, in)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			scenes[s.ID] = s
		}
	}
	out := make([]CaptionedAsset, len(shown))
	for i, a := range shown {
		still := caption.Still{
			Name: strings.TrimSuffix(a.Name, path.Ext(a.Name)), Caption: a.Caption, Title: a.Title, People: a.People, Moment: a.MomentTitle, Place: a.Place,
			Day: a.DayNumber, Operator: operators[a.Operator], Card: a.CardName, Camera: a.Device, Production: film.Title, Keywords: a.Tags, Rating: a.Rating,
		}
		if s, ok := scenes[a.Scene]; ok && a.SceneNumber != "" { // a scene that is not told has no number here
			still.Scene, still.Set, still.Setting = s.Number, inTitle(s.Set), s.Heading
		}
		if !a.TakenAt.IsZero() {
			still.Taken = a.TakenAt.In(film.Zone())
		}
		if a.Day != "" {
			still.Date = a.Day.At(0, film.Zone())
		}
		out[i] = CaptionedAsset{Shown: a, Typed: w.Stands(still)}
		out[i].Caption, out[i].Problems = w.Write(still)
	}
	return out, nil
}

// KeepCaptions writes the texts that the template makes into the assets, where they can be mended one by one: into those that have
// none, or with over into all. It says into how many. It returns what chosen returns, and fault.Invalid where the template has a place
// for what is typed, and would take its own text for it.
func (o *Office) KeepCaptions(ctx context.Context, in production.ProductionID, c AssetChoice, over bool) (act Act, n int, err error) {
	act, err = o.act(ctx, in, access.EditLibrary, "keep_captions", func(p *pen) (string, error) {
		n = 0
		all, err := o.chosen(ctx, p.tx, in, c, mostAtOnce)
		if err != nil {
			return "", err
		}
		style, err := p.tx.FindCaptionStyle(ctx, in)
		if err != nil {
			return "", err
		}
		if !style.Keeps() {
			return "", fault.New(fault.Invalid, "the template of the description has {caption}, a place for what is typed").
				WithRemedy("Take {caption} out of the template, or type the captions themselves.")
		}
		bare := slices.Clone(all)
		for i := range bare {
			bare[i].Caption = "" // the template is meant
		}
		made, err := o.captioned(ctx, p.tx, in, bare)
		if err != nil {
			return "", err
		}
		for i, was := range all {
			if was.Caption != "" && !over || made[i].Description == was.Caption || made[i].Description == "" {
				continue
			}
			if _, err := amend(ctx, p, assets, string(was.ID), Written{Fields: map[string]any{"caption": made[i].Description}}); err != nil {
				return "", err
			}
			n++
		}
		if n == 1 {
			return all[0].Name, nil
		}
		return fmt.Sprintf("%d captions", n), nil
	})
	return act, n, err
}
