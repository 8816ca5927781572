package receipt

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/picture"
)

// MostPictures is how many pictures a report has.
const MostPictures = 200

// Sheet is the pictures of the clips of a card.
type Sheet struct {
	Pictures []onset.CardPicture // in order of the clips
	Clips    int                 // that could have one: films and stills
	Chosen   int                 // of them, evenly over the card
	Without  string              // why there is none at all
	Late     bool                // the time was over before all were made
}

// Pictures takes pictures of clips: one for each, or MostPictures that lie evenly over the card. root is a folder where
// the files of the card can be read, the card or a copy. It stops after patience (0 is three minutes), because a report
// does not wait for pictures. Without ffmpeg the sheet says so. It returns cancelled where ctx ends.
func Pictures(ctx context.Context, root string, c card.Card, patience time.Duration) (Sheet, error) {
	clips := seen(c)
	tool, err := picture.Find()
	if err != nil {
		return Sheet{Clips: len(clips), Without: "No pictures: ffmpeg is not installed on the computer that made the report."}, nil //nolint:nilerr // the sheet says it
	}
	return pictures(ctx, tool, root, clips, patience)
}

func pictures(ctx context.Context, tool picture.Tool, root string, clips []card.Clip, patience time.Duration) (Sheet, error) {
	if patience == 0 {
		patience = 3 * time.Minute
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	chosen := evenly(clips, MostPictures)
	made := make([][]byte, len(chosen))
	var work sync.WaitGroup
	next := make(chan int)
	for range 2 { // more would keep the card from being read for the copy
		work.Go(func() {
			for i := range next {
				made[i] = take(limited, tool, root, chosen[i])
			}
		})
	}
	for i := range chosen {
		next <- i
	}
	close(next)
	work.Wait()
	if ctx.Err() != nil {
		return Sheet{}, fault.New(fault.Cancelled, "the taking of pictures was stopped")
	}
	s := Sheet{Clips: len(clips), Chosen: len(chosen), Late: limited.Err() != nil}
	for i, jpeg := range made {
		if jpeg != nil {
			s.Pictures = append(s.Pictures, onset.CardPicture{Name: chosen[i].Name, JPEG: jpeg})
		}
	}
	return s, nil
}

// take makes the picture of a clip from its recording, else from its preview; nil where none comes of either.
func take(ctx context.Context, tool picture.Tool, root string, clip card.Clip) []byte {
	for _, path := range append(clip.Media[:1:1], clip.Others...) {
		if ctx.Err() != nil {
			return nil
		}
		if !picture.Can(path) || !filepath.IsLocal(filepath.FromSlash(path)) {
			continue
		}
		if jpeg, err := tool.Take(ctx, filepath.Join(root, filepath.FromSlash(path))); err == nil {
			return jpeg
		}
	}
	return nil
}

// seen are the clips that can be seen.
func seen(c card.Card) []card.Clip {
	var list []card.Clip
	for _, clip := range c.Clips {
		if clip.Kind != card.Sound && len(clip.Media) > 0 {
			list = append(list, clip)
		}
	}
	return list
}

// evenly takes at most n of a list, the first and the last among them.
func evenly(list []card.Clip, n int) []card.Clip {
	if len(list) <= n {
		return list
	}
	out := make([]card.Clip, n)
	for i := range out {
		out[i] = list[i*(len(list)-1)/(n-1)]
	}
	return out
}

// Words say which clips have a picture.
func (s Sheet) Words() string {
	if s.Without != "" || s.Clips == 0 {
		return s.Without
	}
	words := []string{fmt.Sprintf("A picture of each of %s clips.", grouped(int64(s.Clips)))}
	if s.Chosen < s.Clips {
		words[0] = fmt.Sprintf("%d of %s clips, evenly over the card.", s.Chosen, grouped(int64(s.Clips)))
	}
	if s.Clips == 1 {
		words[0] = "A picture of the one clip."
	}
	missing := s.Chosen - len(s.Pictures)
	switch {
	case missing > 0 && s.Late:
		words = append(words, fmt.Sprintf("%d are not here: the time for pictures was over.", missing))
	case missing > 0:
		words = append(words, fmt.Sprintf("Of %d no picture could be made.", missing))
	}
	return strings.Join(words, " ")
}
