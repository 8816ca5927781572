package web

import "github.com/btsdirector/bts/internal/access"

var worksheetGuards = map[string]guard{
	"GET /worksheet":                         {kind: ownerOnly},
	"POST /worksheet":                        {kind: ownerOnly},
	"GET /p/{slug}/worksheet":                {inProduction, access.EditProduction},
	"POST /p/{slug}/worksheet":               {inProduction, access.EditProduction},
	"POST /p/{slug}/checks":                  {inProduction, access.EditShots},
	"POST /p/{slug}/checks/{id}":             {inProduction, access.EditShots},
	"POST /p/{slug}/days/{date}/checks/{id}": {inProduction, access.EditShots},
}
