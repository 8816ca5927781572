package office

import (
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Suggestion is a question that fits a talk.
type Suggestion struct {
	Key      string // what AskQuestions knows it by
	Question interview.Question
	Scene    string // number of the scene that it is about, "" for none
	SceneID  production.SceneID
	Group    string // in words: "Stunts", "About the scene", "Wanted for “The eighth plank”"
}

// How much is suggested about scenes, and what a new sheet begins with.
const (
	mostScenes   = 3 // moments that a person is asked about
	firstOpeners = 2
	firstOwn     = 3 // of the craft
	firstScenes  = 1 // for each such moment
	firstClosers = 1
)

// suggestions are what could be asked besides what is on the sheet: how to begin, what the story still wants said, what goes with
// the craft, about what the person was there for, and how to end.
func suggestions(ctx context.Context, tx *store.Tx, in production.ProductionID, s talkSources, i interview.Interview, facts production.Facts, told []outline.Beat) ([]Suggestion, error) {
	bank, err := questionBank(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	list := []Suggestion{}
	offer := func(n Suggestion) {
		n.Key = string(n.Question.ID)
		if n.Scene != "" {
			n.Key += "@" + n.Scene
		}
		there := func(a interview.Asked) bool {
			return a.From == n.Question.ID && a.Scene == n.Scene || a.Text == n.Question.Text
		}
		if !slices.ContainsFunc(s.asked[i.ID], there) {
			list = append(list, n)
		}
	}
	there := s.thereFor(i, facts)
	wanted := func() {
		for _, b := range told {
			for k, want := range talkWants(b) {
				if !b.Gone && slices.Contains(i.Beats, b.ID) {
					offer(Suggestion{Question: interview.Wish(b.ID, k, b.Title, want), Group: "Wanted for “" + b.Title + "”"})
				}
			}
		}
	}
	for n, craft := range []string{interview.Opener, i.Craft, interview.Scene, interview.Closer} {
		if n == 1 {
			wanted()
		}
		for _, q := range bank {
			switch {
			case q.Gone || q.Craft != craft || craft == "":
			case craft == interview.Scene:
				for _, m := range there {
					offer(Suggestion{Question: q.Fill(sceneWords(facts, m), whatWords(m.Title)), Scene: m.Scene, SceneID: m.SceneID, Group: interview.CraftName(craft)})
				}
			default:
				offer(Suggestion{Question: q, Group: interview.CraftName(craft)})
			}
		}
	}
	return list, nil
}

// thereFor are the moments that somebody was there for, the best first: those of their part, or of their craft.
func (s talkSources) thereFor(i interview.Interview, facts production.Facts) []story.Moment {
	character := ""
	for _, p := range facts.People {
		if p.ID == i.PersonID && p.ID != "" {
			character = p.Character
		}
	}
	in := map[production.SceneID]bool{}
	for _, sc := range facts.Scenes {
		in[sc.ID] = character != "" && slices.Contains(sc.Characters, character)
	}
	var kinds []string
	for _, c := range interview.Crafts() {
		if c.Key == i.Craft {
			kinds = c.Kinds
		}
	}
	var list []story.Moment
	for _, m := range s.moments {
		fits := slices.Contains(kinds, string(m.Kind))
		if character != "" {
			fits = (slices.Contains(m.Cast, character) || in[m.SceneID]) && m.Kind != story.DirectorActor
		}
		another := slices.ContainsFunc(list, func(o story.Moment) bool { return o.Scene == m.Scene })
		if fits && m.Scene != "" && !another && m.Status != story.Dismissed && !s.screen.hidesMoment(m) && len(list) < mostScenes {
			list = append(list, m)
		}
	}
	return list
}

// whatWords are the title of a moment without its set, which the scene names already.
func whatWords(title string) string {
	if at := strings.LastIndex(title, " ("); at > 0 && strings.HasSuffix(title, ")") {
		return title[:at]
	}
	return title
}

// sceneWords name a scene: "scene 33, The Span".
func sceneWords(facts production.Facts, m story.Moment) string {
	for _, sc := range facts.Scenes {
		if sc.ID == m.SceneID && sc.Set != "" {
			return "scene " + m.Scene + ", " + production.CalmName(sc.Set)
		}
	}
	return "scene " + m.Scene
}

// ask puts questions at the end of a sheet.
func (p *pen) ask(ctx context.Context, id production.InterviewID, list []Suggestion) error {
	there, err := p.tx.FindAskedOf(ctx, p.in, id)
	if err != nil {
		return err
	}
	place := atEnd(askedOnes, there)
	for _, q := range list {
		a := interview.Asked{
			ID: production.NewID[interview.AskedID](), Interview: id, Text: q.Question.Text, Begin: q.Question.Begin, Follow: q.Question.Follow,
			From: q.Question.ID, Scene: q.Scene, SceneID: q.SceneID, Place: place,
		}
		if err := write(ctx, p, askedOnes, interview.Asked{ID: a.ID, Interview: id, Gone: true}, a); err != nil {
			return err
		}
		place += outline.Step
	}
	return nil
}

// AskQuestions puts questions at the end of a sheet: those that are suggested for it, by their keys, or any of the bank, by id.
func (o *Office) AskQuestions(ctx context.Context, in production.ProductionID, id production.InterviewID, keys []string) (Act, error) {
	return o.act(ctx, in, access.EditShots, "ask_questions", func(p *pen) (string, error) {
		i, err := p.talkOnList(ctx, id)
		if err != nil {
			return "", err
		}
		s, err := o.talkSources(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		facts, err := p.tx.FindFacts(ctx, in)
		if err != nil {
			return "", err
		}
		told, err := p.tx.FindBeats(ctx, in)
		if err != nil {
			return "", err
		}
		offered, err := suggestions(ctx, p.tx, in, s, i, facts, told)
		if err != nil {
			return "", err
		}
		var chosen []Suggestion
		for _, key := range keys {
			at := slices.IndexFunc(offered, func(q Suggestion) bool { return q.Key == key })
			if at >= 0 {
				chosen = append(chosen, offered[at])
				continue
			}
			q, err := findQuestion(ctx, p.tx, in, key)
			if err != nil {
				return "", fault.New(fault.Invalid, "%q is not a question that could be asked here", key).WithRemedy("Choose one of those that are suggested, or of the bank.")
			}
			chosen = append(chosen, Suggestion{Question: q})
		}
		return i.Person, p.ask(ctx, id, chosen)
	})
}

func (p *pen) talkOnList(ctx context.Context, id production.InterviewID) (interview.Interview, error) {
	i, err := p.tx.FindInterview(ctx, p.in, id)
	if err == nil && i.Gone {
		err = fault.New(fault.Conflict, "the talk with %s was taken off the list", i.Person).WithRemedy("Bring it back first.")
	}
	return i, err
}

// AddAsked puts a question of one's own at the end of a sheet. A scene number, where one is given, must be one of the script.
func (o *Office) AddAsked(ctx context.Context, in production.ProductionID, a interview.Asked) (interview.Asked, Act, error) {
	act, err := o.act(ctx, in, access.EditShots, "add_asked", func(p *pen) (string, error) {
		i, err := p.talkOnList(ctx, a.Interview)
		if err != nil {
			return "", err
		}
		if err := p.sceneAsked(ctx, &a); err != nil {
			return "", err
		}
		there, err := p.tx.FindAskedOf(ctx, in, a.Interview)
		if err != nil {
			return "", err
		}
		a.ID, a.Gone, a.Place = production.NewID[interview.AskedID](), false, atEnd(askedOnes, there)
		return i.Person, write(ctx, p, askedOnes, interview.Asked{ID: a.ID, Interview: a.Interview, Gone: true}, a)
	})
	return a, act, err
}

// sceneAsked finds the scene that a question is about.
func (p *pen) sceneAsked(ctx context.Context, a *interview.Asked) error {
	a.SceneID = ""
	if a.Scene == "" {
		return nil
	}
	sc, err := p.tx.FindSceneByNumber(ctx, p.in, a.Scene)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "there is no scene %s", a.Scene).WithRemedy("Use a scene number of the script, or leave it empty.")
	}
	a.SceneID = sc.ID
	return err
}

// EditAsked changes fields of a question on a sheet: ticks it off, notes the answer, takes it off the sheet.
func (o *Office) EditAsked(ctx context.Context, in production.ProductionID, id interview.AskedID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditShots, "edit_asked", func(p *pen) (string, error) {
		was, err := p.tx.FindAsked(ctx, in, id)
		if err != nil {
			return "", err
		}
		a, err := amend(ctx, p, askedOnes, string(id), w)
		if err == nil && a.Scene != was.Scene {
			before := a
			if err = p.sceneAsked(ctx, &a); err == nil {
				err = write(ctx, p, askedOnes, before, a)
			}
		}
		if err == nil && a.Interview != was.Interview {
			err = fault.New(fault.Invalid, "a question stays on its sheet").WithRemedy("Ask it on the other sheet.")
		}
		return a.Text, err
	})
}

// MoveAsked puts a question behind another of its sheet; "" puts it first.
func (o *Office) MoveAsked(ctx context.Context, in production.ProductionID, id, behind interview.AskedID) (Act, error) {
	return o.act(ctx, in, access.EditShots, "move_asked", func(p *pen) (string, error) {
		now, err := p.tx.FindAsked(ctx, in, id)
		if err != nil {
			return "", err
		}
		all, err := p.tx.FindAskedOf(ctx, in, now.Interview)
		if err != nil {
			return "", err
		}
		others := slices.DeleteFunc(all, func(a interview.Asked) bool { return a.Gone || a.ID == id })
		slices.SortStableFunc(others, func(a, b interview.Asked) int { return cmpPlace(a.Place, b.Place, a.ID, b.ID) })
		return now.Text, putBehind(ctx, p, askedOnes, others, now, string(behind))
	})
}

func cmpPlace[ID ~string](a, b float64, idA, idB ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return strings.Compare(string(idA), string(idB))
}
