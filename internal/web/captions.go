package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// captionRoutes are what goes with stills to the press.
func (s *Server) captionRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/captions", access.SeeLibrary, s.showCaptions)
	s.handle(mux, "POST /p/{slug}/captions", access.SeeLibrary, s.pickCaptions)
	s.handle(mux, "GET /p/{slug}/captions/codes.txt", access.EditLibrary, s.sendCodes)
	s.handle(mux, "POST /p/{slug}/captions/keep", access.EditLibrary, s.keepCaptions)
	s.handle(mux, "POST /p/{slug}/captions/style", access.EditLibrary, s.saveCaptionStyle)
}

// mostPickedCaptions is how many picked stills an address has room for; more are chosen by filters.
const mostPickedCaptions = 200

// pickCaptions goes to the captions of what is picked.
func (s *Server) pickCaptions(w http.ResponseWriter, r *http.Request) error {
	ids, err := picked[production.AssetID](r, "stills")
	if err != nil {
		return err
	}
	if len(ids) > mostPickedCaptions {
		return fault.New(fault.Invalid, "%d captions do not go on one page", len(ids)).WithRemedy("Pick at most %d, or filter the library and open the captions of what is shown.", mostPickedCaptions)
	}
	q := url.Values{}
	for _, id := range ids {
		q.Add("id", string(id))
	}
	http.Redirect(w, r, base(r)+"/captions?"+q.Encode(), http.StatusSeeOther)
	return nil
}

func (s *Server) showCaptions(w http.ResponseWriter, r *http.Request) error {
	return s.showCaptionsWith(w, r, http.StatusOK, "")
}

// captionChoice are the assets of an address, and the same as fields of a form.
func captionChoice(q url.Values) (c office.AssetChoice, fields []ui.Hidden) {
	for _, id := range q["id"] {
		c.IDs = append(c.IDs, production.AssetID(id))
		fields = append(fields, ui.Hidden{Name: "id", Value: id})
	}
	if len(c.IDs) == 0 {
		c.Filter = libraryFilter(q)
	}
	return c, fields
}

// showCaptionsWith shows captions; wrong says why the form of the style was refused.
func (s *Server) showCaptionsWith(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	page := s.page(r, "Captions", ui.RoomLibrary)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	choice, picks := captionChoice(q)
	query := filtersOf(q)
	if len(picks) > 0 {
		query = url.Values{"id": q["id"]}.Encode()
	}
	page.URL = page.Link("captions")
	if query != "" {
		page.URL += "?" + query
	}
	v := ui.CaptionsView{Picks: picks, Back: below(page, filtersOf(q))}
	all, err := s.office.Captions(r.Context(), b.film.ID, choice)
	if fault.Is(err, fault.Invalid) { // none, or too many: said where they would stand
		v.Nothing, err = spoken(err), nil
	}
	if err != nil {
		return err
	}
	style, err := s.office.CaptionStyle(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	for _, a := range all {
		v.List = append(v.List, b.captionView(page, a, style.Base))
	}
	v.Sentence = captionSentence(all)
	if len(all) > 0 {
		v.Zips = captionZips(page, query, len(picks) > 0)
	}
	if style.MaySet {
		codes, err := json.Marshal(codesByName(style.Known))
		if err != nil {
			return err
		}
		v.Codes, v.Mark = string(codes), style.Mark
		if style.Keeps() && len(all) > 0 {
			v.Keep = page.Link("captions", "keep")
		}
		v.Style = captionStyleForm(page, style, wrong)
		if wrong != "" {
			fillFields(v.Style.Fields, captionFormValues(r))
			fillFields(v.Style.More, captionFormValues(r))
			fillFields(v.Style.Lists, captionFormValues(r))
			v.Style.OnlyWords = r.PostFormValue("only_words") != ""
		}
	}
	return s.show(w, r, status, ui.CaptionsPage(page, v))
}

func codesByName(list []caption.Code) map[string][]string {
	out := map[string][]string{}
	for _, c := range list {
		out[strings.ToLower(c.Code)] = c.Says
	}
	return out
}

func captionSentence(all []office.CaptionedAsset) string {
	if len(all) == 0 {
		return ""
	}
	look := 0
	for _, a := range all {
		if len(a.Problems) > 0 {
			look++
		}
	}
	if look == 0 {
		return counted(len(all), "caption", "captions") + ", all in order."
	}
	return fmt.Sprintf("%s; %d should be looked at.", counted(len(all), "caption", "captions"), look)
}

// captionZips are what takes captions along; of what is picked by forms, because their ids go in them.
func captionZips(page ui.Page, query string, picked bool) (out []ui.CaptionZip) {
	for _, z := range []struct{ what, text, hint string }{
		{office.Captioned, "Copies with captions", "Originals are only read; what takes no caption gets a sidecar."},
		{office.Press, "Stills to look at, with captions", "Large JPEGs."},
		{office.Sidecars, "Sidecars", "The captions alone, .xmp for each file."},
	} {
		if z.what == office.Captioned && !page.Rights.FetchOriginals {
			continue
		}
		zip := ui.CaptionZip{Text: z.text, Hint: z.hint, What: z.what, URL: page.Link("library", "zip")}
		if !picked {
			zip.Link = zip.URL + "?" + strings.TrimPrefix(query+"&what="+z.what, "&")
		}
		out = append(out, zip)
	}
	return out
}

func (b *book) captionView(page ui.Page, a office.CaptionedAsset, base int64) ui.CaptionView {
	v := ui.CaptionView{
		ID: string(a.ID), Name: a.Name, URL: page.Link("library", string(a.ID)), Picture: lookURL(page, a.Shown, "small", "poster", "medium"), Headline: a.Headline, Description: a.Description, Typed: a.Typed,
		Own: a.Asset.Caption, Base: base,
	}
	add := func(name, value string) {
		if value != "" {
			v.Facts = append(v.Facts, ui.Fact{Name: name, Value: value})
		}
	}
	add("Headline", a.Headline)
	add("People", strings.Join(a.People, ", "))
	add("Keywords", strings.Join(a.Keywords, ", "))
	add("By", strings.Join(a.Creators, ", "))
	add("Credit", a.Credit)
	add("Copyright", a.Copyright)
	add("Place", joinedWords(a.Location.Name, a.Location.City, a.Location.Country))
	add("Instructions", a.Instructions)
	for _, p := range a.Problems {
		v.Problems = append(v.Problems, string(p))
	}
	if page.Rights.EditLibrary {
		v.Save = v.URL
	}
	return v
}

// captionStyleForm is the form of the style.
func captionStyleForm(page ui.Page, s office.CaptionStyle, wrong string) *ui.CaptionStyleForm {
	field := func(name, label, value, hint string) ui.Field {
		return ui.Field{ID: "style-" + name, Name: name, Label: label, Value: value, Hint: hint}
	}
	lines := func(f ui.Field) ui.Field { f.Lines = 6; return f }
	marks := ui.Field{ID: "style-mark", Name: "mark", Label: "Codes stand between", Value: s.Mark}
	for _, m := range caption.Marks {
		marks.Options = append(marks.Options, ui.Option{Value: m, Text: m + "code" + m})
	}
	description := field("description", "Caption", s.Description, "What stands in [brackets] is left out where a field in it is empty. A caption that somebody types takes its place, or goes where {caption} stands.")
	description.Lines = 3
	return &ui.CaptionStyleForm{
		Action: page.Link("captions", "style"), Error: wrong, Base: s.Base, OnlyWords: s.OnlyWords, Export: page.Link("captions", "codes.txt"), Names: caption.Fields,
		Fields: []ui.Field{description, field("headline", "Headline", s.Headline, ""), field("creator", "Photographer", s.Creator, ""), field("credit", "Credit", s.Credit, ""),
			field("copyright", "Copyright", s.Copyright, ""), field("instructions", "Instructions", s.Instructions, "For example an embargo"), field("keywords", "Keywords of every still", strings.Join(s.Keywords, ", "), "Parted by commas")},
		More: []ui.Field{field("title", "Title", s.Title, ""), field("alt_text", "Text for who does not see it", s.AltText, ""), field("source", "Source", s.Source, ""), field("job", "Job", s.Job, ""),
			field("city", "City", s.City, ""), field("province", "Province or state", s.Province, ""), field("country", "Country", s.Country, ""), field("country_code", "Code of the country", s.CountryCode, "GB or GBR")},
		Lists: []ui.Field{
			marks, lines(field("codes", "Codes", caption.CodeLines(s.Codes), "A line each: code, tab or “ = ”, what stands for it. Cast numbers and roles of the crew are codes already.")),
			lines(field("words", "Keywords", caption.WordLines(s.Words), "A line each: how it is written, then what is written for it.")),
			lines(field("spellings", "Spellings", caption.WordLines(s.Spellings), "The same for all texts: Steadicam = steadycam")),
		},
	}
}

// captionTexts are the fields of the form of the style that are plain texts.
var captionTexts = []string{"description", "headline", "title", "alt_text", "creator", "credit", "source", "copyright", "instructions", "job", "city", "province", "country", "country_code", "mark"}

func captionFormValues(r *http.Request) map[string]string {
	out := map[string]string{}
	for _, name := range slices.Concat(captionTexts, []string{"keywords", "codes", "words", "spellings"}) {
		out[name] = typed(r.PostFormValue(name))
	}
	return out
}

func (s *Server) saveCaptionStyle(w http.ResponseWriter, r *http.Request) error {
	values := captionFormValues(r)
	fields := map[string]any{"only_words": r.PostFormValue("only_words") != ""}
	for _, name := range captionTexts {
		fields[name] = values[name]
	}
	keywords := []string{}
	for k := range strings.SplitSeq(values["keywords"], ",") {
		if k = strings.TrimSpace(k); k != "" {
			keywords = append(keywords, k)
		}
	}
	fields["keywords"] = keywords
	err := captionLists(r, fields)
	var act office.Act
	if err == nil {
		act, err = s.office.SetCaptionStyle(r.Context(), current(r).Production.ID, office.Written{Base: baseOf(r), Fields: fields})
	}
	if formFault(err) {
		return s.showCaptionsWith(w, r, Status(err), spoken(err))
	}
	return s.didAt(w, r, base(r)+"/captions", "Captions are written like this from now on.", act, err)
}

// captionLists reads the lists of the form of the style.
func captionLists(r *http.Request, fields map[string]any) error {
	codes, err := caption.ParseCodes(r.PostFormValue("codes"))
	if err != nil {
		return fault.New(fault.Invalid, "codes: %s", err)
	}
	words, err := caption.ParseWords(r.PostFormValue("words"))
	if err != nil {
		return fault.New(fault.Invalid, "keywords: %s", err)
	}
	spellings, err := caption.ParseWords(r.PostFormValue("spellings"))
	if err != nil {
		return fault.New(fault.Invalid, "spellings: %s", err)
	}
	fields["codes"], fields["words"], fields["spellings"] = codes, words, spellings
	return nil
}

// keepCaptions writes what the template makes into the assets of the page.
func (s *Server) keepCaptions(w http.ResponseWriter, r *http.Request) error {
	back, err := url.Parse(cmp.Or(r.PostFormValue("back"), base(r)+"/captions"))
	if err != nil {
		return fault.New(fault.Invalid, "the address of the page is none").WithCause(err)
	}
	choice, _ := captionChoice(back.Query())
	act, n, err := s.office.KeepCaptions(r.Context(), current(r).Production.ID, choice, r.PostFormValue("over") != "")
	return s.didAt(w, r, base(r)+"/captions", counted(n, "caption is", "captions are")+" written, to be mended one by one.", act, err)
}

// sendCodes sends all codes that can be typed as Photo Mechanic reads them.
func (s *Server) sendCodes(w http.ResponseWriter, r *http.Request) error {
	style, err := s.office.CaptionStyle(r.Context(), current(r).Production.ID)
	if err != nil {
		return err
	}
	return sendFile(w, "text/plain; charset=utf-8", current(r).Production.Slug+"-codes.txt", []byte(caption.CodeLines(style.Known)))
}
