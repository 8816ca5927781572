package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
)

var libraryGuards = map[string]guard{
	"GET /p/{slug}/library":                    {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/window":             {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/days":               {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/assets":             {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/cull":               {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/{id}":               {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/{id}/{role}":        {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/zip":                {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/zip":               {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/contact.pdf":        {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/contact.pdf":       {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/edit-list":          {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/edit-list":         {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/hurry":             {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/do":                {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/edits":             {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/{id}":              {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/{id}/verdict":      {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/{id}/remove":       {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/{id}/marks":        {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/{id}/marks/remove": {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/looks":             {inProduction, access.IngestMedia},
	"POST /p/{slug}/library/ingest":            {ownerInside, access.IngestMedia},
	"POST /p/{slug}/watched":                   {ownerInside, access.IngestMedia},
	"POST /p/{slug}/watched/{id}/remove":       {ownerInside, access.IngestMedia},
	"OPTIONS /p/{slug}/library/uploads":        {inProduction, access.IngestMedia},
	"POST /p/{slug}/library/uploads":           {inProduction, access.IngestMedia},
	"HEAD /p/{slug}/library/uploads/{id}":      {inProduction, access.IngestMedia},
	"DELETE /p/{slug}/library/uploads/{id}":    {inProduction, access.IngestMedia},
	"PATCH /p/{slug}/library/uploads/{id}":     {inProduction, access.IngestMedia},
}

var transcriptGuards = map[string]guard{
	"GET /p/{slug}/library/find":                     {inProduction, access.SeeLibrary},
	"GET /p/{slug}/transcripts/{id}/{format}":        {inProduction, access.SeeLibrary},
	"GET /p/{slug}/dictation":                        {inProduction, access.EditProduction},
	"POST /p/{slug}/dictation":                       {inProduction, access.EditProduction},
	"POST /p/{slug}/transcripts/{id}/make":           {inProduction, access.EditLibrary},
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

// TestWhoWritesOnThePage: nobody, until the director says so; the key is kept and not shown.
func TestWhoWritesOnThePage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana, eve := s.member(t, "Dana", access.Director), s.member(t, "Eve", access.Crew)
	a := s.asset(t, "C1.mov", clip)
	at := libraryPath + "/" + string(a.ID)
	dana.get(at).says(t, ".transcript", "lets no machine write down what is said", "Who writes down what is said")
	if n := eve.get(at).find(t, ".transcript a[href$='/dictation']").Length(); n != 0 {
		t.Error("the crew may decide it")
	}
	page := dana.get(lampRoom + "/dictation")
	page.says(t, "main", "It is written down by nobody.", "Install whisper.cpp")
	form := func(more ...string) url.Values {
		v := url.Values{"base": {page.find(t, "[name=base]").AttrOr("value", "")}, "how": {"server"}, "url": {"https://stt.example.com/v1"}, "language": {"en"}}
		for i := 0; i < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	dana.post(lampRoom+"/dictation", form("url", "http://stt.example.com")).want(t, http.StatusUnprocessableEntity, "an open line").says(t, ".wrong", "https")
	dana.post(lampRoom+"/dictation", form("url", "https://10.0.0.1/v1")).says(t, ".wrong", "private")
	dana.post(lampRoom+"/dictation", form("key", "sk-secret")).want(t, http.StatusSeeOther, "a server with a key")
	kept := dana.get(lampRoom + "/dictation")
	kept.says(t, "main", "It is written down by a server.", "One is kept.")
	if strings.Contains(kept.body, "sk-secret") {
		t.Error("the key is shown")
	}
	dana.get(at).says(t, ".transcript", "is of no interview")
	eve.post(lampRoom+"/transcripts/"+string(a.ID)+"/make", nil).want(t, http.StatusConflict, "nobody agreed")
}
