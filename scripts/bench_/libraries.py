"""What a check in Python with these libraries cannot start below: a process that imports them and makes one model."""

import os

# as our own command does: looking for plugins reads the metadata of every installed package
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

import click
import markdown_it
import msgspec
import pydantic
import yaml


class One(pydantic.BaseModel):
    id: str


USED = (click, markdown_it, msgspec, yaml, One(id="one"))
