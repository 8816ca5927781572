package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type libraryDictationCmd struct {
	How      *string `help:"Who writes: here (a program on this machine), server, or nobody." placeholder:"WHO"`
	URL      *string `help:"Server that speaks OpenAI's protocol, up to /v1." placeholder:"URL"`
	Ask      *string `help:"Model that the server is asked for." placeholder:"MODEL"`
	Language *string `help:"Two letters; '' lets the machine find out." placeholder:"LANGUAGE"`
	KeyFile  string  `help:"File with the key of the server. It is kept, and never told." placeholder:"FILE"`
}

func (libraryDictationCmd) Help() string {
	return "Who writes down what is said in interviews: nobody, before somebody says so. Only recordings of interviews whose release is signed are written down, and what may show a closed set is sent to no server. Without a flag it is printed.\n\n" +
		example("bts library dictation --how here --language en", "bts library dictation --how server --url https://stt.example.com/v1 --key-file key.txt", "bts library transcript 4f1d09ab --make")
}

func (c *libraryDictationCmd) Run(s *session) error {
	if c.How != nil && *c.How == "nobody" {
		*c.How = string(dictate.Nobody)
	}
	fields := texts(map[string]*string{"how": c.How, "url": c.URL, "model": c.Ask, "language": c.Language})
	var key *string
	if c.KeyFile != "" {
		data, err := readUpTo(c.KeyFile, 4096)
		if err != nil {
			return err
		}
		text := strings.TrimSpace(string(data))
		key = &text
	}
	return s.with(func(a *app.App, p production.Production) error {
		var act office.Act
		if len(fields) > 0 || key != nil {
			var err error
			if act, err = a.Office.SetDictation(s.ctx, p.ID, office.Written{Fields: fields}, key); err != nil {
				return err
			}
		}
		d, err := a.Office.Dictation(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := struct {
			paper.Dictation
			paper.Act
		}{paper.NewDictation(d), paper.NewAct(act)}
		return s.print(doc, func(w io.Writer) error {
			words := "What is said is written down by " + d.How.String()
			switch {
			case d.How == dictate.Outside:
				words += ", " + d.URL
			case d.How == dictate.Here && d.Here != nil:
				words += ", which cannot: " + d.Here.Error()
			}
			_, err := fmt.Fprintln(w, strings.TrimSuffix(words, ".")+".")
			return err
		})
	})
}
