package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type libraryCaptionsCmd struct {
	libraryChoice
	Keep bool `help:"Write what the template makes into the assets that have no caption, where it can be mended one by one."`
	Over bool `help:"With --keep: in place of captions that are there too."`
}

func (libraryCaptionsCmd) Help() string {
	return "Captions as they would be written now, with what somebody should look at. bts library zip --what captioned, press or sidecars takes them along; originals are never written into.\n\n" +
		example("bts library captions --day 4 --verdict first", "bts library captions 4f1d09ab --keep")
}

func (c *libraryCaptionsCmd) Run(s *session) error {
	if c.Over && !c.Keep {
		return fault.New(fault.Invalid, "--over goes with --keep")
	}
	return s.with(func(a *app.App, p production.Production) error {
		choice, err := c.choice(s, a, p)
		if err != nil {
			return err
		}
		if c.Keep {
			act, n, err := a.Office.KeepCaptions(s.ctx, p.ID, choice, c.Over)
			if err != nil {
				return err
			}
			return s.acted(paper.NewChangedAssets(n, act), act, "%s written.", plural(n, "caption is", "captions are"))
		}
		all, err := a.Office.Captions(s.ctx, p.ID, choice)
		if err != nil {
			return err
		}
		doc := paper.NewCaptions(all)
		return s.print(doc, func(w io.Writer) error { return printCaptions(w, doc) })
	})
}

func printCaptions(w io.Writer, doc paper.Captions) error {
	for _, c := range doc.Captions {
		lines := []string{c.Name}
		for _, f := range [][2]string{{"Headline", c.Headline}, {"", c.Description}, {"People", strings.Join(c.People, ", ")}, {"Keywords", strings.Join(c.Keywords, ", ")}} {
			if f[1] != "" {
				lines = append(lines, "  "+strings.TrimPrefix(f[0]+": ", ": ")+strings.ReplaceAll(f[1], "\n", "\n  "))
			}
		}
		for _, p := range c.Problems {
			lines = append(lines, "  ! "+string(p))
		}
		if _, err := fmt.Fprintln(w, strings.Join(lines, "\n")); err != nil {
			return err
		}
	}
	return nil
}

type libraryCaptionStyleCmd struct {
	Description  *string `help:"Template of the caption: \"{people}[, {place}][, {date:d MMMM yyyy}]\"." placeholder:"TEMPLATE"`
	Headline     *string `help:"Template." placeholder:"TEMPLATE"`
	Title        *string `help:"Template." placeholder:"TEMPLATE"`
	AltText      *string `help:"Template of the text for who does not see it." placeholder:"TEMPLATE"`
	Creator      *string `help:"Template of who took it." placeholder:"TEMPLATE"`
	Credit       *string `help:"Template." placeholder:"TEMPLATE"`
	Source       *string `help:"Template." placeholder:"TEMPLATE"`
	Copyright    *string `help:"Template." placeholder:"TEMPLATE"`
	Instructions *string `help:"Template; for example an embargo." placeholder:"TEMPLATE"`
	Job          *string `help:"Template." placeholder:"TEMPLATE"`
	City         *string `help:"Template." placeholder:"TEMPLATE"`
	Province     *string `help:"Template." placeholder:"TEMPLATE"`
	Country      *string `help:"Template." placeholder:"TEMPLATE"`
	CountryCode  *string `help:"ISO 3166, two or three letters." placeholder:"CODE"`
	Mark         *string `help:"Stands before and behind codes: \\, = or ~." placeholder:"CHARACTER"`

	Keyword   []string `help:"Keywords that every still gets, in place of those before; '' for none." placeholder:"WORD" sep:"none"`
	Words     string   `help:"File of keywords: a line each, how it is written, then what is written for it, parted by tabs." placeholder:"FILE" type:"existingfile"`
	OnlyWords *bool    `help:"Leave out keywords that the file does not have." negatable:""`
	Spellings string   `help:"File of words of all texts, like that of keywords." placeholder:"FILE" type:"existingfile"`
	Codes     string   `help:"File of codes as Photo Mechanic has it: code, tab, what stands for it." placeholder:"FILE" type:"existingfile"`
	Export    string   `help:"Write all codes that can be typed, also those of cast and crew, into a file for Photo Mechanic." placeholder:"FILE"`
}

func (libraryCaptionStyleCmd) Help() string {
	return "How captions are written. Without a flag it is printed.\n\n" +
		example(`bts library caption-style --description "{moment}[, with {people}][, {place}][, {date}]. Photo: {operator}"`, "bts library caption-style --codes crew.txt --words keywords.txt --only-words", "bts library caption-style --export codes.txt") +
		"\nFields: " + strings.Join(caption.Fields, ", ") + ". What stands in [brackets] is left out where a field in it is empty."
}

func (c *libraryCaptionStyleCmd) Run(s *session) error {
	fields := texts(map[string]*string{
		"description": c.Description, "headline": c.Headline, "title": c.Title, "alt_text": c.AltText, "creator": c.Creator, "credit": c.Credit, "source": c.Source, "copyright": c.Copyright,
		"instructions": c.Instructions, "job": c.Job, "city": c.City, "province": c.Province, "country": c.Country, "country_code": c.CountryCode, "mark": c.Mark,
	})
	if c.Keyword != nil {
		fields["keywords"] = captionKeywords(c.Keyword)
	}
	if c.OnlyWords != nil {
		fields["only_words"] = *c.OnlyWords
	}
	for name, file := range map[string]string{"words": c.Words, "spellings": c.Spellings, "codes": c.Codes} {
		if file == "" {
			continue
		}
		list, err := captionList(name, file)
		if err != nil {
			return err
		}
		fields[name] = list
	}
	return s.with(func(a *app.App, p production.Production) error {
		var act office.Act
		if len(fields) > 0 {
			var err error
			if act, err = a.Office.SetCaptionStyle(s.ctx, p.ID, office.Written{Fields: fields}); err != nil {
				return err
			}
		}
		style, err := a.Office.CaptionStyle(s.ctx, p.ID)
		if err != nil {
			return err
		}
		if c.Export != "" {
			text := caption.CodeLines(style.Known)
			err := writeFile(c.Export, func(w io.Writer) error {
				_, err := io.WriteString(w, text)
				return err
			})
			return firstOf(err, s.wrote(c.Export, int64(len(text))))
		}
		doc := struct {
			paper.CaptionStyle
			paper.Act
		}{paper.NewCaptionStyle(style), paper.NewAct(act)}
		return s.print(doc, func(w io.Writer) error { return printCaptionStyle(w, style) })
	})
}

// captionKeywords are the keywords that were given; an empty one alone is none.
func captionKeywords(given []string) []string {
	list := []string{}
	for _, k := range given {
		if k != "" {
			list = append(list, k)
		}
	}
	return list
}

// captionList reads a list of words or codes.
func captionList(name, file string) (any, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.New(fault.NotFound, "%s cannot be read", file).WithCause(err)
	}
	var list any
	if name == "codes" {
		list, err = caption.ParseCodes(string(data))
	} else {
		list, err = caption.ParseWords(string(data))
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s", file).WithCause(err)
	}
	return list, nil
}

func printCaptionStyle(w io.Writer, s office.CaptionStyle) error {
	for _, f := range [][2]string{
		{"Description", s.Description}, {"Headline", s.Headline}, {"Title", s.Title}, {"Alt text", s.AltText}, {"Creator", s.Creator}, {"Credit", s.Credit}, {"Source", s.Source}, {"Copyright", s.Copyright},
		{"Instructions", s.Instructions}, {"Job", s.Job}, {"City", s.City}, {"Province", s.Province}, {"Country", s.Country}, {"Country code", s.CountryCode}, {"Keywords", strings.Join(s.Keywords, ", ")},
	} {
		if f[1] == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%-13s %s\n", f[0], f[1]); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%-13s %d, typed between %s and %s\n%-13s %d of keywords, %d of texts\n", "Codes", len(s.Known), s.Mark, s.Mark, "Words", len(s.Words), len(s.Spellings))
	return err
}
