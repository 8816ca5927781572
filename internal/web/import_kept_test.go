package web

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
)

func TestAPaperOfAnotherFilmComesInOnlyWhenSaidSo(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.send(importPath, "lamp.fountain", example(t, examples.ScriptFile)).want(t, http.StatusOK, "the script")
	known := len(s.known(t).Scenes)

	var other strings.Builder
	for n := range 14 {
		fmt.Fprintf(&other, "INT. SUBMARINE COMPARTMENT %d - NIGHT #X%d#\n\nSteam.\n\n", n, n)
	}
	refused := finn.send(importPath, "submarine.fountain", other.String()).want(t, http.StatusUnprocessableEntity, "another film")
	refused.says(t, ".note.bad", "submarine.fountain", "Check that the file belongs to this production", "Take it in anyway")
	if n := len(s.known(t).Scenes); n != known {
		t.Fatalf("%d scenes after a refusal, %d before", n, known)
	}
	path := importPath + "/anyway"
	asked := finn.post(path, formOf(t, refused, path)).want(t, http.StatusSeeOther, "anyway").header.Get("Location")
	finn.get(asked).says(t, "main", "submarine.fountain", "Nothing is changed until somebody takes it in", "Removed")
	finn.post(asked+"/apply", nil).want(t, http.StatusSeeOther, "taking it in")
	finn.get(asked).says(t, "main", "in use")
	if n := len(s.known(t).Scenes); n != 14 {
		t.Fatalf("%d scenes after it was taken in, want 14", n)
	}
}

func TestAFailedJobSaysWhyOnTheImportPage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.hire(t)
	finn := s.member(t, "Finn", access.AD)
	noise := make([]byte, bigImport+1)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise)
	finn.send(importPath, "noise.fountain", string(noise)).want(t, http.StatusSeeOther, "a job takes it")
	s.over(t)
	finn.get(importPath).says(t, "#imports", "noise.fountain", "the file is not text", "Screenplays are read as")
	if n := len(s.known(t).Scenes); n != 0 {
		t.Errorf("%d scenes came out of noise", n)
	}
}
