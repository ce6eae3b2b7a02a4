"""What an agent is given: tools, short answers, pages as resources, a prompt. No part of the protocol is here."""
