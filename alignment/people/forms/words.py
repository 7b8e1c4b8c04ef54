"""What a form says beside its fields: label, help, and what to do when empty."""

from dataclasses import dataclass

from django import forms

LONG_ENOUGH = "At least 10 characters, not one that many people use."


@dataclass(frozen=True)
class Words:
    label: str
    missing: str = ""
    help_text: str = ""


class Worded(forms.BaseForm):
    """Gives the fields of somebody else's form the words of this product."""

    words: dict[str, Words] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words.label, words.help_text
            field.error_messages["required"] = words.missing
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                wrong = "Enter a mail address, like name@example.org"
                field.error_messages["invalid"] = wrong
                for check in field.validators:
                    if hasattr(check, "message"):
                        field.error_messages[getattr(check, "code", "")] = wrong
