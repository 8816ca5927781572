package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

var bookingOperations = map[string]operation{
	"tryBooking":  {right: access.MakePlan, body: `{"at":"10:00"}`, id: (*site).booked},
	"moveBooking": {right: access.MakePlan, body: `{"off":true}`, id: (*site).booked},
	"holdBooking": {right: access.MakePlan, body: `{"held":true}`, id: (*site).booked},
	"undoBooking": {right: access.MakePlan, body: `{}`, id: (*site).byHand},
	"listFeeds":   {right: access.SeePlan},
	"addFeed":     {right: access.SeePlan, body: `{"days":true}`},
	"revokeFeed":  {right: access.MakePlan, body: `{"revoked":true}`, id: (*site).feed},
}

// feed is a calendar feed of the operator's.
func (s *site) feed() string {
	s.t.Helper()
	f, _, err := s.app.Office.AddFeed(s.ctx, s.film.ID, office.FeedWanted{})
	must(s.t, err)
	return string(f.ID)
}

// booked is a moment that the plan covers.
func (s *site) booked() string {
	s.t.Helper()
	p, err := s.app.Office.LatestPlan(s.ctx, s.film.ID)
	must(s.t, err)
	return string(p.Days[0].Covers[0].Moment)
}

// byHand changes something that can be taken back.
func (s *site) byHand() string {
	s.t.Helper()
	for _, held := range []bool{false, true} {
		_, err := s.app.Office.HoldBooking(s.ctx, s.film.ID, production.MomentID(s.booked()), held)
		must(s.t, err)
	}
	return ""
}

func TestBookingsByCall(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := s.booked()
	tried := ask[paper.Trial](s, http.MethodPost, "/plan/bookings/"+id+"/try", `{"at":"03:05"}`)
	if tried.Free || len(tried.Clashes) == 0 || tried.Was == nil || len(tried.Ground) == 0 || !strings.Contains(tried.Clashes[0].Text, "it can be covered") {
		t.Errorf("tried: %+v", tried)
	}
	before := ask[paper.Plan](s, http.MethodGet, "/plan", "")
	if got := s.call(s.ctx, http.MethodPut, "/api/productions/the-lamp-room/plan/bookings/"+id, `{"at":"03:05"}`); got.Code != http.StatusConflict {
		t.Errorf("a clash answers %d %s", got.Code, got.Body)
	}
	off := ask[paper.Rebooked](s, http.MethodPut, "/plan/bookings/"+id, `{"off":true}`)
	if off.Plan == before.ID || off.Booking == nil || off.Booking.Now != nil {
		t.Errorf("taken off: %+v", off)
	}
	back := ask[paper.Rebooked](s, http.MethodPost, "/plan/undo", `{"plan":"`+off.Plan+`"}`)
	if back.Plan != before.ID {
		t.Errorf("taken back: %+v", back)
	}
	ask[paper.Rebooked](s, http.MethodPost, "/plan/bookings/"+id+"/hold", `{"held":true}`)
	if now := ask[paper.Plan](s, http.MethodGet, "/plan", ""); !now.Days[0].Covers[0].Held || now.ByHand == nil || now.ByHand.Act != "held" {
		t.Errorf("held: %+v", now.ByHand)
	}
}
