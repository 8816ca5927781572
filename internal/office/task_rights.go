package office

import "github.com/btsdirector/bts/internal/access"

// trialKinds are tasks that try plans out: those are for who makes plans, and so is how far they are.
var trialKinds = map[string]bool{WhatIfTask: true, CurveTask: true}

// taskRights are what it takes to see and to stop work that not everybody who sees the schedule hears of.
var taskRights = map[string]struct {
	see, stop access.Action
	topic     string
}{
	OffloadTask:   {access.SeeCards, access.CopyCards, topicCopier},
	ProofTask:     {access.SeeCards, access.CopyCards, topicCopier},
	IngestTask:    {access.SeeLibrary, access.IngestMedia, topicLooks},
	DictationTask: {access.SeeLibrary, access.EditLibrary, topicLooks},
	MatchTask:     {access.SeeLibrary, access.EditLibrary, topicLooks},
	LooksTask:     {access.SeeLibrary, access.IngestMedia, topicLooks},
	ReindexTask:   {access.SeeLibrary, access.EditLibrary, topicLooks},
}
