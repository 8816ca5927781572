package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
)

var transcriptGuards = map[string]guard{
	"GET /p/{slug}/library/find":                     {inProduction, access.SeeLibrary},
	"GET /p/{slug}/transcripts/{id}/{format}":        {inProduction, access.SeeLibrary},
	"POST /p/{slug}/transcripts/{id}/import":         {inProduction, access.EditLibrary},
	"POST /p/{slug}/transcripts/{id}/remove":         {inProduction, access.EditLibrary},
	"POST /p/{slug}/transcripts/{id}/cues/{cue}":     {inProduction, access.EditLibrary},
	"POST /p/{slug}/transcripts/{id}/cues/{cue}/off": {inProduction, access.EditLibrary},
}

// TestTranscriptOnThePage: brought in, shown with times, found by its words with a link to the place, mended, handed out.
func TestTranscriptOnThePage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Crew)
	a := s.asset(t, "C1.mov", clip)
	at, said := libraryPath+"/"+string(a.ID), lampRoom+"/transcripts/"+string(a.ID)
	dana.get(at).says(t, ".transcript", "Bring a transcript in")
	dana.send(said+"/import", "talk.srt", "1\n00:00:0x --> 00:00:02,000\nYes.\n").want(t, http.StatusUnprocessableEntity, "a broken time").says(t, "main", "line 2")
	dana.send(said+"/import", "talk.txt", "[00:00:05] Ada: What did you see?\n[00:12:09] Pete <Hallard>: The beam & the bay.\n").want(t, http.StatusSeeOther, "a transcript")
	page := dana.get(at)
	page.says(t, ".cues", "00:00:05", "What did you see?", "00:12:09", "The beam & the bay.")
	found := dana.get(libraryPath + "/find?q=beam")
	found.says(t, ".found", "Said at 00:12:09", "C1.mov")
	if to := found.find(t, ".found-name a").AttrOr("href", ""); !strings.HasPrefix(to, at+"?at=729") {
		t.Errorf("what is said is at %s", to)
	}
	if hit := found.find(t, ".found mark").Text(); hit != "beam" {
		t.Errorf("marked is %q", hit)
	}
	dana.get(libraryPath+"/find?q=beem").says(t, "main", "Nothing for", "beam")
	dana.get(libraryPath+"/find?q="+url.QueryEscape("day:xx")).want(t, http.StatusUnprocessableEntity, "a filter that cannot be").says(t, ".library-find", "day")
	dana.get(libraryPath+"/find?q=nowhereatall").says(t, ".empty", "Nothing is found")

	form := dana.get(page.find(t, ".cues li:nth-child(2) a").AttrOr("href", ""))
	save := form.find(t, ".cue-form").AttrOr("action", "")
	dana.post(save, url.Values{"base": {form.find(t, ".cue-form [name=base]").AttrOr("value", "")}, "speaker": {"Pete Hallard"}, "text": {"The beam over the harbour."}}).want(t, http.StatusSeeOther, "a mended cue")
	file := dana.get(said+"/vtt").want(t, http.StatusOK, "a file")
	if !strings.Contains(file.body, "<v Pete Hallard>The beam over the harbour.") || !strings.Contains(file.header.Get("Content-Type"), "text/vtt") {
		t.Errorf("%s", file.body)
	}
	eve := s.member(t, "Eve", access.Publicity)
	if n := eve.get(at).find(t, ".transcript form, .cues a").Length(); n != 0 {
		t.Errorf("publicity has %d forms", n)
	}
	dana.post(said+"/remove", nil).want(t, http.StatusSeeOther, "off")
	dana.get(said+"/srt").want(t, http.StatusNotFound, "nothing is said")
}
