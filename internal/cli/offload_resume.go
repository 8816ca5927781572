package cli

import (
	"time"

	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/offload"
)

// resumes says what interrupted offloads of this card left where its copies go. With --resume and without, the offload goes
// on with it: what the journals say is read again before it is believed, so that nothing can be lost by either.
func (c *offloadCmd) resumes(s *session, job offload.Job) (list []offloadResumed, err error) {
	for _, to := range job.To {
		left, there, err := offload.LeftAt(to, job.Card)
		if err != nil {
			return nil, err
		}
		if !there {
			continue
		}
		r := offloadResumed{To: to, Begun: left.Begun, Files: left.Files, Bytes: left.Bytes, Reread: left.Reread(), Inside: []offloadInside{}}
		s.say("An offload of %s to %s was interrupted (begun %s). It goes on: %s proven there already (%s), which stay as long as card and copy are as they were.",
			job.Card, to, left.Begun.Local().Format(time.DateTime), plural(left.Files, "file is", "files are"), medium.Words(left.Bytes))
		for _, f := range left.Inside {
			s.say("  inside %s: %s of %s were written; these are read back first, and copied on from there.", f.Path, medium.Words(f.Have), medium.Words(f.Bytes))
			r.Inside = append(r.Inside, offloadInside{f.Path, f.Have, f.Bytes})
		}
		list = append(list, r)
	}
	if c.Resume && len(list) == 0 {
		s.say("No offload of %s was interrupted here: it begins now.", job.Card)
	}
	return list, nil
}
