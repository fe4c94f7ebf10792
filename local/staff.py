"""The demo member of staff, made by the sign-in service's admin API as an operator would."""

from __future__ import annotations

from typing import Any, TypedDict

USERNAME = "desk@lobby.example"
PASSWORD = "Front-desk-2027"


class Staff(TypedDict):
    """What it takes to sign in as staff."""

    user_pool_id: str
    client_id: str
    username: str
    password: str


def ensure(cognito: Any, user_pool_id: str, client_id: str) -> Staff:
    """Create the demo member of staff with a known password, if there is none yet."""
    attributes = {"email": USERNAME, "email_verified": "true", "name": "Demo Desk"}
    try:
        cognito.admin_create_user(
            UserPoolId=user_pool_id,
            Username=USERNAME,
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
            MessageAction="SUPPRESS",
        )
    except cognito.exceptions.UsernameExistsException:
        pass
    else:
        cognito.admin_set_user_password(
            UserPoolId=user_pool_id, Username=USERNAME, Password=PASSWORD, Permanent=True
        )
    return Staff(
        user_pool_id=user_pool_id, client_id=client_id, username=USERNAME, password=PASSWORD
    )


def id_token(cognito: Any, staff: Staff) -> str:
    """An ID token for the desk's API, good for an hour."""
    answer = cognito.admin_initiate_auth(
        UserPoolId=staff["user_pool_id"],
        ClientId=staff["client_id"],
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": staff["username"], "PASSWORD": staff["password"]},
    )
    return str(answer["AuthenticationResult"]["IdToken"])
