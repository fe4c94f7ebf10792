from tests.support.api import call
from tests.support.samples import booking_body
def test_smoke(aws):
    r=call("PUT","/staff/settings/brand",{"name":"Praia"}); print(r.status,r.raw); assert r.status==200
    r=call("PUT","/staff/settings/terms",{"text":"Be kind."}); print(r.raw); assert r.status==200
    r=call("POST","/staff/settings/properties",{"name":"Praia","time_zone":"Europe/Lisbon"}); print(r.raw); assert r.status==201
    pid=r.json["id"]
    r=call("POST","/staff/fields",{"label":"Diet","type":"text","required":True}); assert r.status==201, r.raw
    fid=r.json["id"]
    r=call("POST","/staff/bookings",booking_body(property=pid)); print(r.raw); assert r.status==201
    code=r.json["code"]; secret=r.json["link"].split("#")[1]
    r=call("GET",f"/bookings/{code}",bearer=secret); assert r.status==200, r.raw
    print(r.raw.decode()[:3000])
    assert r.json["breakdown"]["total"]=={"amount":67500,"currency":"EUR"}
    assert call("GET",f"/bookings/{code}",bearer="x").status==404
    r=call("POST",f"/bookings/{code}/confirmation",{},bearer=secret); print(r.raw); assert r.status==409
    r=call("POST",f"/bookings/{code}/confirmation",{"accepted_terms":"1"},bearer=secret); assert r.status==200, r.raw
    r=call("PUT",f"/bookings/{code}/guests/0/check-in",{"answers":{fid:"vegan"}},bearer=secret); assert r.status==200, r.raw
    r=call("GET",f"/staff/bookings/{code}"); assert r.status==200, r.raw
    print([t["type"] for t in r.json["timeline"]])
    for q in ({}, {"last_name":"hemm"},{"first_name":"ann"},{"arrival_from":"2027-03-01","arrival_to":"2027-03-01"},{"arrival_from":"2027-01-01"},{"departure_to":"2027-12-01"},{"code":code.lower()},{"rate":"bed and breakfast"},{"property":"praia"},{"status":"confirmed"},{"booked_from":"2026-01-01"},{"last_name":"hemm","arrival_to":"2027-03-01","property":pid}):
        r=call("GET","/staff/bookings",query=q); assert r.status==200 and len(r.json["bookings"])==1,(q,r.raw)
    for q in ({"last_name":"hem x"},{"arrival_from":"2027-03-02","arrival_to":"2027-12-01"},{"rate":"x"},{"status":"pending"},{"booked_to":"2020-01-01"}):
        r=call("GET","/staff/bookings",query=q); assert r.status==200 and len(r.json["bookings"])==0,(q,r.raw)
    r=call("GET",f"/bookings/{code}/invoice",bearer=secret,headers={"Accept":"application/pdf"}); print(r.status,r.raw[:20],r.headers)
    r=call("POST",f"/bookings/{code}/cancellation",{},bearer=secret); assert r.status==200, r.raw
    print(r.json["booking"],r.json["actions"])
