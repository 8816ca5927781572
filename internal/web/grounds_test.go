package web

import "github.com/btsdirector/bts/internal/access"

var groundGuards = map[string]guard{
	"GET /p/{slug}/places":                  {inProduction, access.SeeStory},
	"GET /p/{slug}/places/{id}":             {inProduction, access.SeeStory},
	"GET /p/{slug}/places/{id}/picture.jpg": {inProduction, access.SeeStory},
	"POST /p/{slug}/places":                 {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}":            {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}/picture":    {inProduction, access.EditShots},
	"POST /p/{slug}/places/{id}/remove":     {inProduction, access.EditShots},
}
