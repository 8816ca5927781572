package web

import (
	"bytes"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/storyboard"
)

var groundGuards = map[string]guard{
	"GET /p/{slug}/places":                  {inProduction, access.SeeStory},
	"GET /p/{slug}/places/{id}":             {inProduction, access.SeeStory},
	"GET /p/{slug}/places/{id}/picture.jpg": {inProduction, access.SeeStory},
	"POST /p/{slug}/places":                 {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}":            {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}/picture":    {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}/remove":     {inProduction, access.EditShots},
}

const placesPath = lampRoom + "/places"

// bring sends a form with a picture of 40 by 20 pixels, or with other bytes.
func (b *browser) bring(path string, data []byte, fields map[string]string) reply {
	b.t.Helper()
	if data == nil {
		var picture bytes.Buffer
		must(b.t, png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 40, 20))))
		data = picture.Bytes()
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		must(b.t, form.WriteField(name, value))
	}
	part, err := form.CreateFormFile("picture", "plan.png")
	must(b.t, err)
	_, err = part.Write(data)
	must(b.t, err)
	must(b.t, form.Close())
	return b.do(http.MethodPost, path, &body, "Content-Type", form.FormDataContentType())
}

func (s *site) grounds(t *testing.T) office.Grounds {
	t.Helper()
	all, err := s.office.Grounds(s.operator(), s.film.ID)
	must(t, err)
	return all
}

func TestPlansOfPlacesByHand(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	ben.get(placesPath).want(t, http.StatusOK, "no plan yet").says(t, ".empty", "No place has a plan yet")
	ben.bring(placesPath, nil, map[string]string{"where": "LAMP ROOM", "title": "Upper floor", "across": "12,5", "north": "90", "back": placesPath}).
		want(t, http.StatusSeeOther, "a plan")
	ben.get(placesPath).says(t, ".ground-card", "12.5 m wide · north 90°")
	g := s.grounds(t).List[0]
	one := placesPath + "/" + string(g.ID)
	picture := ben.get(one+"/picture.jpg?of="+g.Picture[:12]).want(t, http.StatusOK, "the picture")
	if kind := picture.header.Get("Content-Type"); kind != "image/jpeg" {
		t.Errorf("the picture is %q", kind)
	}
	ben.post(one, url.Values{"where": {"Lighthouse"}, "title": {""}, "note": {"No tripods"}, "across": {""}, "north": {"0"}, "back": {one}}).want(t, http.StatusSeeOther, "tied to another place")
	page := ben.get(one)
	page.says(t, "h1", "Lighthouse")
	page.says(t, ".beat-note", "No tripods")
	page.says(t, "figcaption", "North is up.")

	for what, r := range map[string]reply{
		"a drawing that can hold programs": ben.bring(placesPath, []byte("<svg><script/></svg>"), map[string]string{"where": "LAMP ROOM"}),
		"no number":                        ben.post(one, url.Values{"where": {"Lighthouse"}, "across": {"wide"}}),
		"a place of no paper":              ben.post(one, url.Values{"where": {"Atlantis"}}),
	} {
		if r.status != http.StatusUnprocessableEntity && r.status != http.StatusNotFound {
			t.Errorf("%s: %d", what, r.status)
		}
	}
	ben.post(one+"/remove", url.Values{"back": {one}}).want(t, http.StatusSeeOther, "taken away")
	ben.get(one).want(t, http.StatusNotFound, "one that is taken away")
}

func TestCamerasStandOnPlans(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	ada.bring(placesPath, nil, map[string]string{"where": "LAMP ROOM", "north": "90"})
	g := s.grounds(t).List[0]
	spot := func(x, y float64) *storyboard.Spot { return &storyboard.Spot{X: x, Y: y, Bearing: 0} }
	made, _, err := s.office.AddFrames(s.operator(), s.film.ID, []office.NewFrame{
		{Frame: storyboard.Frame{Title: "One", Spot: spot(0.25, 0.5), Ground: g.ID}}, {Frame: storyboard.Frame{Title: "Two", Spot: spot(0.75, 0.5), Ground: g.ID}}, {Frame: storyboard.Frame{Title: "Three"}},
	})
	must(t, err)
	board := lampRoom + "/boards/loose"
	ada.get(board).says(t, ".head", "Cameras on the plan")
	page := ada.get(board+"/plan").want(t, http.StatusOK, "the plan of the board")
	page.says(t, ".spot-number", "1")
	page.says(t, ".cameras", "Two")
	page.says(t, "#unplaced-title ~ .cameras", "Three")
	if at, _ := page.find(t, ".spot-cone").First().Attr("transform"); at != "translate(25.00 25.00) rotate(90.00)" {
		t.Errorf("the camera is drawn at %q", at)
	}
	ada.get(board+"/plan.png?w=64&ground="+string(g.ID)).want(t, http.StatusOK, "the image")
	ada.get(board+"/plan.png?w=wide").want(t, http.StatusUnprocessableEntity, "an image of no width")
	frame := lampRoom + "/frames/" + string(made[2].ID)
	ada.post(frame, url.Values{"spot_x": {"10"}, "spot_y": {"20"}, "spot_bearing": {"30"}, "ground": {string(g.ID)}}).want(t, http.StatusSeeOther, "a camera is placed")
	shown := ada.get(frame)
	shown.says(t, "figcaption", "looks north-east")
	if plans, _ := shown.find(t, "bts-spot").Attr("plans"); !strings.Contains(plans, `"shape":0.5,"north":90`) {
		t.Errorf("the hand draws on %s", plans)
	}
	if n := ada.get(board+"/present").find(t, ".slide-plan image").Length(); n != 3 {
		t.Errorf("%d frames are presented with their plan", n)
	}
}

// TestPlansOfClosedSetsAreNotSent: publicity gets no plan of a place where a closed scene is shot, also by its address.
func TestPlansOfClosedSetsAreNotSent(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada, pia := s.owner(t), s.member(t, "Pia", access.Publicity)
	for _, where := range []string{"JONAH'S BEDROOM", "Stage", "LAMP ROOM"} {
		ada.bring(placesPath, nil, map[string]string{"where": where})
	}
	want := map[string]int{"JONAH'S BEDROOM": http.StatusNotFound, "Stage": http.StatusNotFound, "LAMP ROOM": http.StatusOK}
	for _, g := range s.grounds(t).List {
		for _, path := range []string{"", "/picture.jpg"} {
			if r := pia.get(placesPath + "/" + string(g.ID) + path); r.status != want[g.Where] {
				t.Errorf("publicity gets the plan of %s%s: %d", g.Where, path, r.status)
			}
		}
	}
	if n := pia.get(placesPath).find(t, ".ground-card").Length(); n != 1 {
		t.Errorf("publicity sees %d plans", n)
	}
}

// No page of the boards asks the database more often because there are more plans and cameras.
func TestPlansAskNoMoreQuestions(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	board := lampRoom + "/boards/loose"
	add := func(n int) {
		for range n {
			ada.bring(placesPath, nil, map[string]string{"where": "LAMP ROOM"})
			all := s.grounds(t).List
			_, _, err := s.office.AddFrames(s.operator(), s.film.ID, []office.NewFrame{{Frame: storyboard.Frame{Spot: &storyboard.Spot{}, Ground: all[len(all)-1].ID}}})
			must(t, err)
		}
	}
	add(1)
	pages := []string{placesPath, placesPath + "/" + string(s.grounds(t).List[0].ID), lampRoom + "/boards", board, board + "/plan", board + "/present"}
	few := s.queriesOf(t, ada, pages)
	add(9)
	many := s.queriesOf(t, ada, pages)
	for _, page := range pages {
		if few[page] == 0 || many[page] > few[page] || many[page] > mostQueries {
			t.Errorf("%s asks %d times, with ten times as many plans %d times; at most %d", page, few[page], many[page], mostQueries)
		}
	}
}
