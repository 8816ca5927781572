package web

import "github.com/btsdirector/bts/internal/access"

var boardGuards = map[string]guard{
	"GET /p/{slug}/story/looks/{id}":               {inProduction, access.SeeStory},
	"POST /p/{slug}/story/looks":                   {inProduction, access.EditStory},
	"POST /p/{slug}/story/looks/{id}/remove":       {inProduction, access.EditStory},
	"GET /p/{slug}/boards":                         {inProduction, access.SeeStory},
	"GET /p/{slug}/boards/{moment}":                {inProduction, access.SeeStory},
	"GET /p/{slug}/boards/{moment}/present":        {inProduction, access.SeeStory},
	"GET /p/{slug}/boards/{moment}/storyboard.pdf": {inProduction, access.SeeStory},
	"GET /p/{slug}/boards/{moment}/frames.zip":     {inProduction, access.SeeStory},
	"GET /sw.js":                                {kind: open},
	"GET /p/{slug}/boards/{moment}/blank":       {inProduction, access.EditShots},
	"GET /p/{slug}/frames/{id}":                 {inProduction, access.SeeStory},
	"GET /p/{slug}/frames/{id}/image.png":       {inProduction, access.SeeStory},
	"GET /p/{slug}/frames/{id}/picture.jpg":     {inProduction, access.SeeStory},
	"GET /p/{slug}/frames/{id}/drawing.json":    {inProduction, access.SeeStory},
	"GET /p/{slug}/frames/{id}/draw":            {inProduction, access.EditShots},
	"POST /p/{slug}/boards/{moment}/draw":       {inProduction, access.EditShots},
	"POST /p/{slug}/boards/{moment}/frames":     {inProduction, access.EditShots},
	"POST /p/{slug}/frames/{id}":                {inProduction, access.EditShots},
	"POST /p/{slug}/frames/{id}/move":           {inProduction, access.EditShots},
	"POST /p/{slug}/frames/{id}/remove":         {inProduction, access.EditShots},
	"POST /p/{slug}/frames/{id}/picture":        {inProduction, access.EditShots},
	"POST /p/{slug}/frames/{id}/picture/remove": {inProduction, access.EditShots},
	"GET /p/{slug}/boards/{moment}/plan":        {inProduction, access.SeeStory},
	"GET /p/{slug}/boards/{moment}/plan.png":    {inProduction, access.SeeStory},
	"POST /p/{slug}/sync":                       {inProduction, access.EditShots},
}
