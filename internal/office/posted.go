package office

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// What subscribed calendars have entries for.
const (
	postBooking = "booking"
	postCall    = "call"
	postShoot   = "shoot"
)

// posting is one entry as it is now, before anybody's right is asked.
type posting struct {
	Kind   string              `json:"kind"`
	Moment production.MomentID `json:"moment,omitempty"`
	Scene  string              `json:"scene,omitempty"`
	Date   production.Date     `json:"date"`
	From   production.Clock    `json:"from"`
	To     production.Clock    `json:"to"`
	Title  string              `json:"title"`
	Place  string              `json:"place,omitempty"`
	Text   string              `json:"text,omitempty"`
}

// postKey names an entry of somebody's calendar, or of the production's.
type postKey struct {
	thing  string
	member production.MemberID
}

// postings are all entries that a plan and a schedule have.
func postings(p coverage.Plan, days []production.Day) map[postKey]posting {
	all := map[postKey]posting{}
	for _, day := range p.Days {
		for _, c := range day.Covers {
			all[postKey{postBooking + " " + string(c.Moment), ""}] = bookingPost(day, c, "")
			for _, t := range c.Team {
				all[postKey{postBooking + " " + string(c.Moment), t.Member}] = bookingPost(day, c, t.Member)
			}
		}
		for _, sh := range day.Shifts {
			all[postKey{postCall + " " + string(day.Date), sh.Member}] = callPost(day, sh)
		}
	}
	for _, d := range days {
		if call := d.Call(); call.Known() {
			post := posting{Kind: postShoot, Date: d.Date, From: call, To: d.Wrap(), Title: fmt.Sprintf("Day %d, main unit", d.Number)}
			var places []string
			for _, u := range d.Units {
				if name := production.CalmName(u.Location); name != "" && !slices.Contains(places, name) {
					places = append(places, name)
				}
			}
			post.Place = strings.Join(places, "; ")
			all[postKey{postShoot + " " + string(d.Date), ""}] = post
		}
	}
	return all
}

func bookingPost(day coverage.PlanDay, c coverage.Cover, whose production.MemberID) posting {
	post := posting{Kind: postBooking, Moment: c.Moment, Scene: c.Scene, Date: day.Date, From: c.Start, To: c.End, Title: c.Title, Place: c.Place}
	if c.Scene != "" {
		post.Title += " · scene " + c.Scene
	}
	var lines []string
	for _, t := range c.Team {
		if whose == "" || t.Member == whose {
			lines = append(lines, t.Name+": "+t.Skill)
		} else {
			lines = append(lines, "With "+t.Name+": "+t.Skill)
		}
	}
	if len(c.Kit) > 0 {
		lines = append(lines, "Kit: "+strings.Join(c.Kit, ", "))
	}
	lines = append(lines, story.Kind(c.Kind).Title())
	post.Text = strings.Join(lines, "\n")
	return post
}

func callPost(day coverage.PlanDay, sh coverage.Shift) posting {
	post := posting{Kind: postCall, Date: day.Date, From: sh.Call, To: sh.Wrap, Title: "BTS call " + sh.Call.String()}
	if day.Number > 0 {
		post.Title = fmt.Sprintf("Day %d · BTS call %s", day.Number, sh.Call)
	}
	if sh.Meal.Known() {
		post.Text = "Meal " + sh.Meal.String() + "–" + sh.MealTo.String()
	}
	return post
}

// post notes what is different from what subscribed calendars were last told, so that the number of an entry grows
// with its changes alone. Entries that are gone stay, struck out.
func (o *Office) post(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]production.Posted, error) {
	plan, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return nil, err
	}
	there, err := tx.FindPosted(ctx, in)
	if err != nil {
		return nil, err
	}
	now, at := postings(plan, days), o.clock().UTC()
	var changed []production.Posted
	for i := range there {
		p := &there[i]
		is, stands := now[postKey{p.Thing, p.Member}]
		delete(now, postKey{p.Thing, p.Member})
		body, gone := p.Body, at
		if stands {
			text, err := json.Marshal(is)
			if err != nil {
				return nil, err
			}
			body, gone = string(text), time.Time{}
		}
		if stands == p.GoneAt.IsZero() && body == p.Body {
			continue
		}
		p.Body, p.ChangedAt, p.GoneAt, p.Sequence = body, at, gone, p.Sequence+1
		changed = append(changed, *p)
	}
	for key, is := range now {
		text, err := json.Marshal(is)
		if err != nil {
			return nil, err
		}
		fresh := production.Posted{Thing: key.thing, Member: key.member, Sequence: 0, ChangedAt: at, Body: string(text)}
		changed, there = append(changed, fresh), append(there, fresh)
	}
	if len(changed) == 0 {
		return there, nil
	}
	return there, tx.SavePosted(ctx, in, changed)
}
